using Atiende.Procedures.Walking;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>Answers look-ups from the built-in store, as <see cref="Packs.Walking.DemonstrationRecords"/> answers them from a pack's rows.</summary>
internal sealed class BuiltInLookUp(RecordSearch search)
{
    /// <summary>Most records that one look-up brings.</summary>
    public const int Most = 500;

    public async Task<LookedUp> Find(RecordShape type, LookUpRecord asked, CancellationToken cancel)
    {
        var found = new List<RecordRow>();
        await foreach (var row in Candidates(type, asked, cancel))
        {
            found.Add(row);
            if (!asked.Many || found.Count == Most) break;
        }

        return found switch
        {
            [] => new(asked.As, LookUpOutcome.Nothing),
            _ when asked.Many => new(asked.As, LookUpOutcome.Several, Datum.Of(found.OrderBy(r => r.Id).Select(WithId))),
            [var first, ..] => new(asked.As, LookUpOutcome.Found, WithId(first)),
        };
    }

    /// <summary>The facts with the record's own id as the part "id", by which it is changed later.</summary>
    public static Datum WithId(RecordRow row) => Datum.Of(((RowDatum)row.Facts).Parts.SetItem("id", Datum.Of(row.Id.ToString())));

    private async IAsyncEnumerable<RecordRow> Candidates(
        RecordShape type, LookUpRecord asked, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<Guid>();
        if (await Source(type, asked, cancel) is { } ids)
        {
            await foreach (var row in search.Read(ids, row => Matches(type, row.Facts, asked), asked.Newest && !asked.Many, cancel))
                if (seen.Add(row.Id)) yield return row;
        }

        // Whole words come first; where one record is wanted and none has them, and for a list, words that begin so.
        foreach (var (field, value) in asked.Keys.Where(k => type.IsName(k.Key)))
        {
            var words = RecordValues.Words(value.ToText());
            if (words.Count == 0) continue;

            foreach (var row in await search.Rows(await search.ByBeginnings(type, words, Most, cancel), cancel))
                if (Matches(type, row.Facts, asked) && seen.Add(row.Id)) yield return row;
        }
    }

    // Where to look: by keys and whole words together, or where neither is asked by what it belongs to, or through all of the type.
    private async Task<IQueryable<Guid>?> Source(RecordShape type, LookUpRecord asked, CancellationToken cancel)
    {
        if (asked.Keys.Count == 0) return Joined(type, asked) ?? search.OfType(type);
        if (asked.Keys.Any(k => !type.Keys.Contains(k.Key) && !type.IsName(k.Key))) return search.OfType(type);

        var sources = new List<IQueryable<Guid>>();
        foreach (var (field, value) in asked.Keys)
        {
            if (type.Keys.Contains(field) && RecordValues.Asked(type, field, value) is { Count: > 0 } values)
                sources.Add(search.ByKey(type, field, values));
            if (type.IsName(field) && RecordValues.Words(value.ToText()) is { Count: > 0 } words
                && await search.ByWords(type, words, cancel) is { } named)
                sources.Add(named);
        }

        return sources.Count == 0 ? null : sources.Aggregate((one, other) => one.Union(other));
    }

    private IQueryable<Guid>? Joined(RecordShape type, LookUpRecord asked)
    {
        var pairs = asked.Where.Where(w => type.Keys.Contains(w.Key)).Select(w => (w.Key, w.Value));
        if (asked.Of is { } of) pairs = Pairs(type, of, asked.Via).Concat(pairs);
        foreach (var (field, value) in pairs)
        {
            if (type.Keys.Contains(field) && RecordValues.Asked(type, field, value) is { Count: > 0 } values)
                return search.ByKey(type, field, values);
        }

        return null;
    }

    private static bool Matches(RecordShape type, Datum facts, LookUpRecord asked) =>
        (asked.Keys.Count == 0 || asked.Keys.Any(k => facts.Part(k.Key) is { } value && RecordValues.Match(type, k.Key, value, k.Value)))
        && asked.Where.All(w => facts.Part(w.Key) is { } value && RecordValues.Means(type, w.Key, value, w.Value))
        && (asked.Of is not { } of || Belongs(type, facts, of, asked.Via));

    private static bool Belongs(RecordShape type, Datum facts, Datum of, string? via)
    {
        var shared = Pairs(type, of, via).Where(p => via is not null || facts.Part(p.Field) is not null).ToList();
        return shared.Count > 0 && shared.TrueForAll(p => facts.Part(p.Field) is { } own && RecordValues.Means(type, p.Field, own, p.Value));
    }

    // The fields by which it must belong, with the values that the other record has of them.
    private static IEnumerable<(string Field, Datum Value)> Pairs(RecordShape type, Datum of, string? via)
    {
        if (via?.Split('=') is [var own, var theirs]) return of.Part(theirs) is { } joined ? [(own, joined)] : [];

        var fields = type.Type.JoinedBy.Count > 0 ? type.Type.JoinedBy : type.Type.Keys;
        return fields.Where(f => of.Part(f) is not null).Select(f => (f.Value, of.Part(f)!));
    }
}

using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>The record store in the program's own database.</summary>
internal sealed class BuiltInRecords(Db db, RecordSearch search, RecordChanging changing) : IRecordSystem
{
    // Records of other types that belong to one that is about a person.
    private const int JoinedMost = 50;

    public Task<LookedUp> LookUp(RecordShape type, LookUpRecord asked, CancellationToken cancel) =>
        new BuiltInLookUp(search).Find(type, asked, cancel);

    public Task<FoundRecord> Update(RecordShape type, UpdateRecord change, string key, string by, CancellationToken cancel) =>
        changing.Update(type, change, key, by, cancel);

    public async Task<IReadOnlyList<FoundRecord>> About(
        IReadOnlyList<RecordShape> types, PersonKeys person, int most, CancellationToken cancel)
    {
        var found = new List<FoundRecord>();
        foreach (var type in types.Where(t => t.Type.Person.Count > 0))
        {
            if (await Of(type, person, cancel) is not { } ids) continue;

            var before = found.Count;
            await foreach (var row in search.Read(ids, row => IsAbout(type, row.Facts, person), latestFirst: true, cancel))
            {
                found.Add(Found(type, row));
                if (found.Count - before == most) break;
            }
        }

        return [.. found, .. await Joined(types, found, cancel)];
    }

    public async Task<IReadOnlyList<FoundRecord>> Search(IReadOnlyList<RecordShape> types, RecordQuestion asked, CancellationToken cancel)
    {
        await using var kept = await db.KeepConnection(cancel);
        var ids = new List<Guid>();
        foreach (var type in types)
        {
            if (ids.Count >= asked.Most) break;

            var left = asked.Most - ids.Count;
            if (!string.IsNullOrWhiteSpace(asked.Text)) ids.AddRange((await Matching(type, asked, left, cancel)).Take(left));
            else if (types.Count == 1) ids.AddRange(await search.OfType(type, asked.State).OrderByDescending(id => id).Take(left).ToListAsync(cancel));
        }

        var scopes = types.ToDictionary(t => t.Scope, StringComparer.Ordinal);
        return [.. (await search.Rows(ids, cancel)).Select(row => Found(scopes[$"{row.System}.{row.Type}"], row))];
    }

    public async Task<FoundRecord?> Read(RecordShape type, Guid id, CancellationToken cancel)
    {
        var (system, record) = (type.System.Id.Value, type.Type.Id.Value);
        return await db.Set<RecordRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.System == system && r.Type == record, cancel) is { } row
            ? Found(type, row) : null;
    }

    // Whole keys come first, then whole words of the name, then what begins so.
    private async Task<IEnumerable<Guid>> Matching(RecordShape type, RecordQuestion asked, int most, CancellationToken cancel)
    {
        var ids = new List<Guid>();
        var value = Datum.Of(asked.Text);
        var keys = type.Keys.Select(k => (Field: k, Values: RecordValues.Asked(type, k, value))).Where(k => k.Values.Count > 0).ToList();
        var words = type.Names.Count > 0 ? RecordValues.Words(asked.Text) : [];
        if (keys.Count > 0) await Add(search.ByKeys(type, keys));
        if (words.Count > 0 && await search.ByWords(type, words, cancel) is { } named) await Add(named);
        if (ids.Count < most && RecordValues.Beginning(asked.Text) is { } beginning) await Add(search.ByKeyBeginning(type, beginning));
        if (ids.Count < most && words.Count > 0) ids.AddRange(await search.ByBeginnings(type, words, most, cancel, asked.State));
        return ids.Distinct();

        async Task Add(IQueryable<Guid> found) => ids.AddRange(await search.In(asked.State, found).Take(most).ToListAsync(cancel));
    }

    internal static FoundRecord Found(RecordShape type, RecordRow row) => new(type, row.Id, row.State, BuiltInLookUp.WithId(row));

    private async Task<IQueryable<Guid>?> Of(RecordShape type, PersonKeys person, CancellationToken cancel)
    {
        var keys = Asked(type, person)
            .Select(a => (a.Field, Values: RecordValues.Asked(type, a.Field, a.Value))).Where(k => k.Values.Count > 0).ToList();
        if (keys.Count > 0) return search.ByKeys(type, keys);

        return NameOf(type, person) is { } name && RecordValues.Words(name.Value.ToText()) is { Count: > 1 } words
            ? await search.ByWords(type, words, cancel) : null;
    }

    private static bool IsAbout(RecordShape type, Datum facts, PersonKeys person)
    {
        var asked = Asked(type, person).ToList();
        if (asked.Count == 0 && NameOf(type, person) is { } name) asked = [name];
        return asked.Exists(a => facts.Part(a.Field) is { } value && RecordValues.Match(type, a.Field, value, a.Value));
    }

    private static IEnumerable<(string Field, Datum Value)> Asked(RecordShape type, PersonKeys person)
    {
        if (type.Type.Person.TryGetValue("document", out var document) && person.Document is { Length: > 0 } number) yield return (document, Datum.Of(number));
        if (type.Type.Person.TryGetValue("telephone", out var telephone) && person.Telephones.Count > 0) yield return (telephone, Datum.Of(person.Telephones.Select(Datum.Of)));
        if (type.Type.Person.TryGetValue("mail", out var mail) && person.Mails.Count > 0) yield return (mail, Datum.Of(person.Mails.Select(Datum.Of)));
    }

    // Two people may have one name: it is asked only where nothing better is known of the person at all.
    private static (string Field, Datum Value)? NameOf(RecordShape type, PersonKeys person) =>
        person is { Document: null or "", Telephones.Count: 0, Mails.Count: 0, Name.Length: > 0 } && type.Type.Person.TryGetValue("name", out var name)
            ? (name, Datum.Of(person.Name)) : null;

    // What belongs to a record about the person is about the person too: the products of a contract.
    private async Task<IReadOnlyList<FoundRecord>> Joined(IReadOnlyList<RecordShape> types, List<FoundRecord> about, CancellationToken cancel)
    {
        var joined = new List<FoundRecord>();
        var known = about.Select(f => f.Id).ToHashSet();
        foreach (var type in types.Where(t => t.Type.JoinedBy.Count > 0 && t.Type.Person.Count == 0))
        {
            foreach (var of in about.Where(f => f.Type.System.Id.Value == type.System.Id.Value).ToList())
            {
                var shared = of.Type.Type.JoinedBy.Select(j => j.Value).Intersect(type.Type.JoinedBy.Select(j => j.Value), StringComparer.OrdinalIgnoreCase)
                    .Where(f => of.Facts.Part(f) is { IsEmpty: false }).ToList();
                if (shared.Count == 0) continue;

                var ids = search.ByKey(type, shared[0], RecordValues.Asked(type, shared[0], of.Facts.Part(shared[0])!));
                var count = 0;
                await foreach (var row in search.Read(ids, row => shared.TrueForAll(f =>
                    row.Facts.Part(f) is { } own && RecordValues.Means(type, f, own, of.Facts.Part(f)!)), latestFirst: true, cancel))
                {
                    if (known.Add(row.Id)) joined.Add(Found(type, row));
                    if (++count == JoinedMost) break;
                }
            }
        }

        return joined;
    }
}

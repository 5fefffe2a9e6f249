using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>How a record of the built-in store came to be as it is, told to the roles that look.</summary>
internal sealed class RecordHistory(Db db)
{
    /// <summary>Most changes shown; older ones are counted.</summary>
    public const int Most = 100;

    /// <summary>The changes, newest first, and at the end how the record began.</summary>
    public async Task<RecordPast> Of(RecordShape type, Guid id, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var changes = db.Set<RecordChange>().AsNoTracking().Where(c => c.RecordId == id);
        var count = await changes.CountAsync(cancel);
        var newest = await changes.OrderByDescending(c => c.Id).Take(Most).ToListAsync(cancel);
        var row = await db.Set<RecordRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);
        var told = newest.ConvertAll(change => Told(type, change, roles));
        // What a step or a page created has its creation among the changes.
        if (row is not null && row.Origin != RecordChanging.Here && count <= Most)
            told.Add(new(row.CreatedAt, null, Source(row.Origin), IdIn(row.Origin, 1), IsBeginning: true, [], 0));
        return new(told, Math.Max(0, count - Most));
    }

    private static PastChange Told(RecordShape type, RecordChange change, IReadOnlyCollection<string> roles)
    {
        var (before, after) = (((RowDatum)change.Before).Parts, ((RowDatum)change.After).Parts);
        var changed = type.Type.Fields.Where(f => !Same(before.GetValueOrDefault(f.Id.Value), after.GetValueOrDefault(f.Id.Value))).ToList();
        var seen = changed.Where(f => !f.Secret && RecordSight.Sees(type, f.Id, roles)).ToList();
        var source = Source(change.Key);
        return new(change.At, source is PastSource.Pack ? null : change.By, source, IdIn(change.Key, source is PastSource.Run ? 0 : 1), before.IsEmpty,
            [.. seen.Select(f => new PastValue(f.Label, Show(f, before), Show(f, after)))], changed.Count - seen.Count);

        string? Show(Procedures.Language.Field field, ImmutableSortedDictionary<string, Datum> facts) =>
            facts.GetValueOrDefault(field.Id.Value) is { IsEmpty: false } value ? RecordFields.Show(type, field, value) : null;
    }

    private static bool Same(Datum? one, Datum? other) => one is null or { IsEmpty: true } ? other is null or { IsEmpty: true } : other is not null && one.Equals(other);

    // Keys and origins begin with what made the change: a run's id, or a word.
    private static PastSource Source(string key) => key.Split(':')[0] switch
    {
        PackRows.Origin => PastSource.Pack,
        "import" => PastSource.Import,
        "undo" => PastSource.Undo,
        var run when Guid.TryParseExact(run, "N", out _) => PastSource.Run,
        _ => PastSource.Other,
    };

    private static Guid? IdIn(string key, int part) =>
        key.Split(':').ElementAtOrDefault(part) is { } id && Guid.TryParseExact(id, "N", out var found) ? found : null;
}

/// <summary>A record's past.</summary>
/// <param name="Changes">Newest first.</param>
/// <param name="Older">How many more there are.</param>
public sealed record RecordPast(IReadOnlyList<PastChange> Changes, int Older);

/// <summary>A change as it is told.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; null where nobody did.</param>
/// <param name="Source">What made it.</param>
/// <param name="Id">The run or import that made it.</param>
/// <param name="IsBeginning">Whether the record began with it.</param>
/// <param name="Values">What changed, of what the asker may see.</param>
/// <param name="Hidden">How many changed values the asker may not see.</param>
public sealed record PastChange(
    DateTimeOffset At, string? By, PastSource Source, Guid? Id, bool IsBeginning, ImmutableArray<PastValue> Values, int Hidden);

/// <summary>A value before and after; null where there was, or is, none.</summary>
public sealed record PastValue(string Label, string? Before, string? After);

/// <summary>What made a change.</summary>
public enum PastSource
{
    /// <summary>A step of a run.</summary>
    Run,

    /// <summary>The organisation's pack.</summary>
    Pack,

    /// <summary>A file.</summary>
    Import,

    /// <summary>An import that was taken back.</summary>
    Undo,

    /// <summary>Something else of the program.</summary>
    Other,
}

using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>A row that does something: adds a record, or changes a known one.</summary>
internal sealed record PlannedRow(int Line, Datum Facts, Guid? Known);

/// <summary>What the rows of a file do to the store as it is now.</summary>
internal sealed record ImportPlan(IReadOnlyList<PlannedRow> Rows, IReadOnlyList<ImportSample> First)
{
    /// <summary>What it did, or would do.</summary>
    public ImportReport Report(string? id, int rows, IReadOnlyList<ImportFault> faults) =>
        new(id, Rows.Count(r => r.Known is null), Rows.Count(r => r.Known is not null), rows - Rows.Count, faults, First);
}

/// <summary>Compares a file's rows with the store, a batch at a time; it only reads.</summary>
internal sealed class ImportPlanner(Db db, RecordSearch search)
{
    private const int Batch = 500;
    private const int FirstRows = 10;

    /// <summary>What each row does; what is wrong with one is added to the faults.</summary>
    public async Task<ImportPlan> Plan(RecordShape type, IReadOnlyList<ImportRow> rows, bool addOnly, List<ImportFault> faults, CancellationToken cancel)
    {
        var planned = new List<PlannedRow>();
        var first = new List<ImportSample>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var key = addOnly || type.Type.Keys.Count == 0 ? null : type.Type.Keys[0].Value;
        foreach (var batch in rows.Chunk(Batch))
        {
            var known = key is null ? [] : await Known(type, key, batch, cancel);
            foreach (var row in batch)
            {
                var found = (RecordRow?)null;
                if (key is not null && row.Facts.Part(key) is { } value && RecordValues.Keys(type, key, value) is [{ } name, ..])
                {
                    if (!lines.TryAdd(name, row.Line))
                    {
                        faults.Add(new(row.Line, key, new(
                            $"La clave se repite: está también en la línea {lines[name]}; deje una de las dos.",
                            $"The key is repeated: it is in line {lines[name]} too; leave one of the two.")));
                        continue;
                    }

                    var candidates = known.GetValueOrDefault(name, []);
                    if (candidates.Count > 1)
                        faults.Add(new(row.Line, key, new("Hay varios registros con esta clave: no se sabe cuál cambiar.", "Several records have this key: it is not known which to change.")));
                    found = candidates.Count == 1 ? candidates[0] : null;
                }

                var facts = found is null ? row.Facts : Datum.Of(((RowDatum)found.Facts).Parts.SetItems(((RowDatum)row.Facts).Parts));
                var does = found is null ? ImportDoing.Adds : PackRows.HashOf(facts) != PackRows.HashOf(found.Facts) ? ImportDoing.Changes : ImportDoing.Nothing;
                if (does is not ImportDoing.Nothing) planned.Add(new(row.Line, facts, found?.Id));
                if (first.Count < FirstRows) first.Add(Sample(type, row.Line, facts, found?.Facts, does));
            }
        }

        return new(planned, first);
    }

    // The records that hold the batch's keys, by key.
    private async Task<Dictionary<string, List<RecordRow>>> Known(RecordShape type, string key, IReadOnlyList<ImportRow> batch, CancellationToken cancel)
    {
        var values = batch.Select(r => r.Facts.Part(key)).OfType<Datum>().Select(v => RecordValues.Keys(type, key, v)).Where(k => k.Count > 0).Select(k => k[0]).Distinct().ToList();
        var field = type.Keys.First(k => k.Equals(key, StringComparison.OrdinalIgnoreCase));
        var pairs = await db.Set<RecordKey>().AsNoTracking().Where(k => values.Contains(k.Value) && k.Scope == type.Scope && k.Field == field)
            .Select(k => new { k.Value, k.RecordId }).ToListAsync(cancel);
        var rows = (await search.Rows([.. pairs.Select(p => p.RecordId)], cancel)).ToDictionary(r => r.Id);
        return pairs.Where(p => rows.ContainsKey(p.RecordId)).GroupBy(p => p.Value)
            .ToDictionary(of => of.Key, of => of.Select(p => rows[p.RecordId]).DistinctBy(r => r.Id).ToList(), StringComparer.Ordinal);
    }

    // Nobody's roles: what only some may see is not shown to all who import.
    private static ImportSample Sample(RecordShape type, int line, Datum facts, Datum? before, ImportDoing does)
    {
        var title = RecordHits.Of(new(type, Guid.Empty, RecordChanging.StateOf(type, facts), facts), [], masked: true).Title;
        var values = RecordSight.Fields(type, [])
            .Select(f => (f.Label, Before: Show(f, before), After: Show(f, facts)))
            .Where(v => v.After is not null && (before is null || v.Before != v.After))
            .Select(v => new ImportValue(v.Label, v.Before, v.After!));
        return new(line, title, does, [.. values]);

        string? Show(Procedures.Language.Field field, Datum? of) => of?.Part(field.Id) is { IsEmpty: false } value
            ? RecordFields.Mask(type, field, RecordFields.Show(type, field, value)) : null;
    }
}

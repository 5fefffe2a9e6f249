using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>Imports CSV files into the built-in store, each in one transaction.</summary>
internal sealed class RecordImports(
    Db db, IOrganizations organizations, RecordSearch search, RecordIndex index, RecordIds ids, TimeProvider clock) : IRecordImports
{
    private const string Origin = "import:";
    private const int FirstRows = 10;
    private const int Batch = 500;

    public Task<ImportReport> Import(ImportFile file, bool preview, string by, Action<int, int>? progress, CancellationToken cancel)
    {
        var type = RecordShape.Of(organizations.Current, file.System, file.Record)
            ?? throw new RecordRefusedException($"No hay registros {file.System}.{file.Record}.");
        var (rows, unread) = ImportRows.Read(type, file, clock.GetUtcNow());
        return db.Write(async inner =>
        {
            // Its own list each time: the work is run again after a collision.
            List<ImportFault> faults = [.. unread];
            var plan = faults.Count > 0 ? [] : await Plan(type, rows, file.AddOnly, faults, inner);
            var id = preview || faults.Count > 0 ? null : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
            if (id is not null) await Apply(type, plan, id, by, progress, inner);
            return new ImportReport(
                id, plan.Count(p => p.Known is null), plan.Count(p => p.Known is not null), rows.Count - plan.Count, faults,
                [.. rows.Take(FirstRows).Select(row => RecordHits.Of(new(type, Guid.Empty, RecordChanging.StateOf(type, row.Facts), row.Facts), [], masked: true).Title)]);
        }, cancel);
    }

    public Task<int> Undo(string id, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var (origin, prefix) = (Origin + id, Origin + id + ":");
        var added = await db.Set<RecordRow>().Where(r => r.Origin == origin).ToListAsync(inner);
        var changes = await db.Set<RecordChange>().Where(c => c.Key.StartsWith(prefix)).ToListAsync(inner);
        if (added.Count + changes.Count == 0) throw new RecordRefusedException("No hay una carga con ese identificador, o ya se deshizo.");

        var rows = await db.Set<RecordRow>().Where(r => changes.Select(c => c.RecordId).Contains(r.Id)).ToDictionaryAsync(r => r.Id, inner);
        var since = added.Count(r => r.Revision > 1)
            + changes.Count(c => !rows.TryGetValue(c.RecordId, out var row) || PackRows.HashOf(row.Facts) != PackRows.HashOf(c.After));
        if (since > 0) throw new RecordRefusedException($"{since} registros cambiaron después de la carga, así que no se puede deshacer.");

        foreach (var row in added)
        {
            db.Remove(row);
            await index.Remove(row.Id, inner);
        }

        foreach (var change in changes)
        {
            var row = rows[change.RecordId];
            var type = RecordShape.Of(organizations.Current, row.System, row.Type)!;
            await Set(type, row, change.Before, $"undo:{id}:{row.Id}", by, inner);
        }

        return added.Count + changes.Count;
    }, cancel);

    // What each row does to the store; rows that say what is known do nothing.
    private async Task<List<Planned>> Plan(
        RecordShape type, IReadOnlyList<ImportRow> rows, bool addOnly, List<ImportFault> faults, CancellationToken cancel)
    {
        var plan = new List<Planned>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var known = (RecordRow?)null;
            if (!addOnly && type.Type.Keys is [var key, ..] && row.Facts.Part(key) is { } value)
            {
                var values = RecordValues.Keys(type, key, value);
                if (!lines.TryAdd(values[0], row.Line))
                {
                    faults.Add(new(row.Line, key, $"La clave se repite en la línea {lines[values[0]]}: deje una de las dos."));
                    continue;
                }

                var found = await search.Rows(await search.ByKey(type, key, [values[0]]).Take(2).ToListAsync(cancel), cancel);
                if (found.Count > 1) faults.Add(new(row.Line, key, "Hay varios registros con esta clave: no se sabe cuál cambiar."));
                known = found.Count == 1 ? found[0] : null;
            }

            var facts = known is null ? row.Facts : Datum.Of(((RowDatum)known.Facts).Parts.SetItems(((RowDatum)row.Facts).Parts));
            if (known is null || PackRows.HashOf(facts) != PackRows.HashOf(known.Facts)) plan.Add(new(row.Line, facts, known?.Id));
        }

        return plan;
    }

    private async Task Apply(RecordShape type, List<Planned> plan, string import, string by, Action<int, int>? progress, CancellationToken cancel)
    {
        for (var done = 0; done < plan.Count; done += Batch)
        {
            foreach (var planned in plan.Skip(done).Take(Batch))
            {
                if (planned.Known is { } id)
                    await Set(type, await db.Set<RecordRow>().SingleAsync(r => r.Id == id, cancel), planned.Facts, $"{Origin}{import}:{planned.Line}", by, cancel);
                else Add(type, planned.Facts, import, by);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            progress?.Invoke(Math.Min(done + Batch, plan.Count), plan.Count);
        }
    }

    private void Add(RecordShape type, Datum facts, string import, string by)
    {
        var now = clock.GetUtcNow();
        var row = new RecordRow
        {
            Id = ids.Next(),
            System = type.System.Id,
            Type = type.Type.Id,
            State = RecordChanging.StateOf(type, facts),
            Facts = facts,
            CreatedAt = now,
            ChangedAt = now,
            ChangedBy = by,
            Origin = Origin + import,
            OriginHash = null,
            Revision = 1,
        };
        db.Add(row);
        index.Add(type, row.Id, facts);
    }

    private async Task Set(RecordShape type, RecordRow row, Datum facts, string key, string by, CancellationToken cancel)
    {
        db.Add(new RecordChange { Id = ids.Next(), RecordId = row.Id, Key = key, At = clock.GetUtcNow(), By = by, Before = row.Facts, After = facts });
        (row.Facts, row.State, row.ChangedAt, row.ChangedBy) = (facts, RecordChanging.StateOf(type, facts), clock.GetUtcNow(), by);
        row.Revision++;
        await index.Change(type, row.Id, facts, cancel);
    }

    /// <summary>A row that does something: adds a record, or changes a known one.</summary>
    private sealed record Planned(int Line, Datum Facts, Guid? Known);
}

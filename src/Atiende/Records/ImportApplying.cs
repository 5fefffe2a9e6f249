using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>Stores what an import's rows do, and takes it back; inside the caller's transaction.</summary>
internal sealed class ImportApplying(Db db, IOrganizations organizations, RecordIndex index, RecordIds ids, TimeProvider clock)
{
    private const string Origin = "import:";
    private const int Batch = 500;

    public async Task Apply(RecordShape type, IReadOnlyList<PlannedRow> plan, Guid import, string by, Action<int, int>? progress, CancellationToken cancel)
    {
        var done = 0;
        progress?.Invoke(0, plan.Count);
        foreach (var batch in plan.Chunk(Batch))
        {
            var known = batch.Select(p => p.Known).OfType<Guid>().ToList();
            var rows = await db.Set<RecordRow>().Where(r => known.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
            foreach (var planned in batch)
            {
                if (planned.Known is { } id) await Set(type, rows[id], planned.Facts, $"{Origin}{import:N}:{planned.Line}", by, cancel);
                else Add(type, planned.Facts, import, by);
            }

            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            progress?.Invoke(done += batch.Length, plan.Count);
        }
    }

    /// <summary>Takes an import back; how many records it concerned.</summary>
    /// <exception cref="RecordRefusedException">A record of it was changed since.</exception>
    public async Task<int> Undo(Guid import, string by, CancellationToken cancel)
    {
        var (origin, prefix) = ($"{Origin}{import:N}", $"{Origin}{import:N}:");
        var added = db.Set<RecordRow>().Where(r => r.Origin == origin);
        var changes = await db.Set<RecordChange>().Where(c => c.Key.StartsWith(prefix)).ToListAsync(cancel);
        var rows = await db.Set<RecordRow>().Where(r => changes.Select(c => c.RecordId).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
        var since = await added.CountAsync(r => r.Revision > 1, cancel)
            + changes.Count(c => !rows.TryGetValue(c.RecordId, out var row) || PackRows.HashOf(row.Facts) != PackRows.HashOf(c.After));
        if (since > 0)
        {
            throw new RecordRefusedException(since == 1
                ? new Bilingual("1 registro cambió después de la carga, así que no se puede deshacer.", "1 record changed after the import, so it cannot be taken back.")
                : new Bilingual($"{since} registros cambiaron después de la carga, así que no se puede deshacer.", $"{since} records changed after the import, so it cannot be taken back."));
        }

        await db.Set<RecordKey>().Where(k => added.Any(r => r.Id == k.RecordId)).ExecuteDeleteAsync(cancel);
        await db.Set<RecordWord>().Where(w => added.Any(r => r.Id == w.RecordId)).ExecuteDeleteAsync(cancel);
        var removed = await added.ExecuteDeleteAsync(cancel);
        foreach (var change in changes)
        {
            var row = rows[change.RecordId];
            var type = RecordShape.Of(organizations.Current, row.System, row.Type)!;
            await Set(type, row, change.Before, $"undo:{import:N}:{row.Id}", by, cancel);
        }

        return removed + changes.Count;
    }

    private void Add(RecordShape type, Datum facts, Guid import, string by)
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
            Origin = $"{Origin}{import:N}",
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
}

using System.Security.Cryptography;
using System.Text.Json;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using PackRow = Atiende.Packs.Model.RecordRow;

namespace Atiende.Records;

/// <summary>
/// Takes over a pack's rows (<c>systems/*.csv</c>): new ones are added, changed ones changed, gone ones removed; but a record that was
/// changed since it was loaded stays as it is, and is reported. Rows of made-up people are for the demonstration only.
/// </summary>
internal sealed class PackRows(Db db, RecordIndex index, RecordIds ids, Settings settings, TimeProvider clock) : IPackFollower
{
    private const int IndexBatch = 1_000;

    /// <summary>The origin of a record that a pack brought.</summary>
    public const string Origin = "pack";

    public async Task<IReadOnlyList<string>> Follow(Pack? before, Pack after, CancellationToken cancel)
    {
        var report = new List<string>();
        var organization = new Organization(after);
        var earlier = before is null ? null : new Organization(before);
        foreach (var type in RecordShape.AllOf(organization))
        {
            if (earlier is not null && RecordShape.Of(earlier, type.System.Id, type.Type.Id) is { } was && was.IndexedBy != type.IndexedBy)
                report.Add($"indexed   {type.Scope}: {await IndexAgain(type, cancel)} records");
        }

        var stored = await db.Set<RecordRow>().Where(r => r.Origin == Origin).OrderBy(r => r.Id).ToListAsync(cancel);
        foreach (var type in RecordShape.AllOf(organization))
        {
            var rows = after.Rows.Where(r => r.System == type.System.Id.Value && r.Record == type.Type.Id.Value).SelectMany(r => r.Rows).ToList();
            if (rows.Count > 0 && !settings.IsDemonstration && type.Type.Fields.Any(f => f.Personal))
            {
                report.Add($"left out  {type.Scope}: its rows are people of the demonstration");
                rows = [];
            }

            var own = stored.FindAll(r => r.System == type.System.Id.Value && r.Type == type.Type.Id.Value);
            if (await Bring(type, own, rows, cancel) is { } line) report.Add(line);
        }

        foreach (var gone in stored.Where(r => RecordShape.Of(organization, r.System, r.Type) is null)) await Remove(gone, cancel);
        await db.SaveChangesAsync(cancel);
        return report;
    }

    /// <summary>The hash of a record's facts, by which it is seen whether they are still those that were brought.</summary>
    public static string HashOf(Datum facts) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts)));

    private async Task<string?> Bring(RecordShape type, List<RecordRow> stored, List<PackRow> rows, CancellationToken cancel)
    {
        var count = new Count();
        var brought = rows.ConvertAll(row => Datum.Of(row.Values));
        var left = stored.ToList();
        // A row that says what it said is the same record, wherever it stands now and whatever became of the record.
        brought.RemoveAll(facts => left.Find(r => r.OriginHash == HashOf(facts)) is { } same && left.Remove(same));
        foreach (var facts in brought)
        {
            if (left.Find(r => FirstKey(type, r.Facts) == FirstKey(type, facts)) is not { } row)
            {
                Add(type, facts);
                count.Added++;
                continue;
            }

            left.Remove(row);
            if (IsChanged(row)) count.Kept++;
            else
            {
                await Change(type, row, facts, cancel);
                count.Changed++;
            }
        }

        foreach (var gone in left)
        {
            if (IsChanged(gone)) count.Kept++;
            else
            {
                await Remove(gone, cancel);
                count.Removed++;
            }
        }

        return count.Report(type.Scope);
    }

    private static bool IsChanged(RecordRow row) => row.OriginHash != HashOf(row.Facts);

    private static string FirstKey(RecordShape type, Datum facts) =>
        type.Type.Keys.Select(k => facts.Part(k)).OfType<Datum>().FirstOrDefault()?.ToText() ?? "";

    private void Add(RecordShape type, Datum facts)
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
            ChangedBy = Origin,
            Origin = Origin,
            OriginHash = HashOf(facts),
            Revision = 1,
        };
        db.Add(row);
        index.Add(type, row.Id, facts);
    }

    private async Task Change(RecordShape type, RecordRow row, Datum facts, CancellationToken cancel)
    {
        var change = ids.Next();
        db.Add(new RecordChange
        {
            Id = change,
            RecordId = row.Id,
            Key = $"{Origin}:{change}",
            At = clock.GetUtcNow(),
            By = Origin,
            Before = row.Facts,
            After = facts,
        });
        (row.Facts, row.State, row.OriginHash) = (facts, RecordChanging.StateOf(type, facts), HashOf(facts));
        (row.ChangedAt, row.ChangedBy) = (clock.GetUtcNow(), Origin);
        await index.Change(type, row.Id, facts, cancel);
    }

    private async Task Remove(RecordRow row, CancellationToken cancel)
    {
        db.Remove(row);
        await index.Remove(row.Id, cancel);
    }

    private async Task<int> IndexAgain(RecordShape type, CancellationToken cancel)
    {
        await db.Set<RecordKey>().Where(k => k.Scope == type.Scope).ExecuteDeleteAsync(cancel);
        await db.Set<RecordWord>().Where(w => w.Scope == type.Scope).ExecuteDeleteAsync(cancel);
        var (system, record) = (type.System.Id.Value, type.Type.Id.Value);
        var of = db.Set<RecordRow>().AsNoTracking().Where(r => r.System == system && r.Type == record).OrderBy(r => r.Id);
        for (var (done, last) = (0, Guid.Empty); ;)
        {
            var batch = await of.Where(r => r.Id > last).Take(IndexBatch).ToListAsync(cancel);
            foreach (var row in batch) index.Add(type, row.Id, row.Facts);
            await db.SaveChangesAsync(cancel);
            foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is RecordKey or RecordWord).ToList())
                entry.State = EntityState.Detached;

            done += batch.Count;
            if (batch.Count < IndexBatch) return done;

            last = batch[^1].Id;
        }
    }

    /// <summary>What happened to the rows of a type.</summary>
    private sealed class Count
    {
        public int Added { get; set; }
        public int Changed { get; set; }
        public int Removed { get; set; }
        public int Kept { get; set; }

        public string? Report(string scope)
        {
            var parts = new[] { (Added, "added"), (Changed, "changed"), (Removed, "removed"), (Kept, "kept, as they were changed since they were loaded") }
                .Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {p.Item2}").ToList();
            return parts.Count == 0 ? null : $"records   {scope}: {string.Join(", ", parts)}";
        }
    }
}

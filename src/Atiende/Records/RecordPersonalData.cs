using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Records;

/// <summary>
/// Of the registers only what a registration on the portal wrote goes with the person: the rest is the organisation's own, kept by whoever answers
/// for that register. The text of imported files has a period.
/// </summary>
internal sealed class RecordPersonalData(Db db) : IPersonalData, IRetained
{
    public IReadOnlyCollection<string> Forgets =>
    [
        "Records.Facts", "Records.ChangedBy", "RecordKeys.Value", "RecordWords.Word", "RecordChanges.By", "RecordChanges.Before", "RecordChanges.After", "RecordImports.Text",
    ];

    public string Kind => "imports";

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var by = subject.PortalPeople.Select(id => $"portal:{id}").ToList();
        if (by.Count == 0) return;

        var written = await db.Set<RecordChange>().AsNoTracking().Where(c => by.Contains(c.By)).Select(c => c.RecordId).Distinct().ToListAsync(cancel);
        // Only what it created: of a record that was there before, what it was is the register's.
        var own = (await db.Set<RecordChange>().AsNoTracking().Where(c => written.Contains(c.RecordId)).ToListAsync(cancel))
            .GroupBy(c => c.RecordId).Where(changes => changes.OrderBy(c => c.Id).First() is var first && first.Before.IsEmpty && by.Contains(first.By))
            .Select(changes => changes.Key).ToList();
        await db.Set<RecordKey>().Where(k => own.Contains(k.RecordId)).ExecuteDeleteAsync(cancel);
        await db.Set<RecordWord>().Where(w => own.Contains(w.RecordId)).ExecuteDeleteAsync(cancel);
        await db.Set<RecordChange>().Where(c => own.Contains(c.RecordId)).ExecuteDeleteAsync(cancel);
        await db.Set<RecordRow>().Where(r => own.Contains(r.Id)).ExecuteDeleteAsync(cancel);
    }

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
    {
        var ids = await Due(rule).OrderBy(i => i.At).Select(i => i.Id).Take(most).ToListAsync(inner);
        return await db.Set<RecordImport>().Where(i => ids.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.Text, (string?)null), inner);
    }, cancel);

    private IQueryable<RecordImport> Due(RetentionRule rule) => db.Set<RecordImport>().AsNoTracking().Where(i => i.EndedAt != null && i.EndedAt < rule.Before && i.Text != null);
}

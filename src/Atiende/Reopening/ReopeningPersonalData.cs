using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Reopening;

/// <summary>Cases that were opened again: why, and by whom, goes; that they were, and when, stays.</summary>
internal sealed class ReopeningPersonalData(Db db) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets => ["CaseReopenings.Why", "CaseReopenings.By"];

    public async Task Gather(PersonalSubject subject, CancellationToken cancel) =>
        subject.Runs.UnionWith(await db.Set<ReopeningRow>().Where(r => subject.Cases.Contains(r.CaseId)).Select(r => r.RunId).ToListAsync(cancel));

    public Task Forget(PersonalSubject subject, CancellationToken cancel) =>
        db.Set<ReopeningRow>().Where(r => subject.Cases.Contains(r.CaseId)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Why, "").SetProperty(r => r.By, ""), cancel);
}

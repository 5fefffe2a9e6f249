using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Inbox;

/// <summary>Puts tasks aside and brings them back.</summary>
internal sealed class TasksAside(Db db, ICurrentOrganization organization, IHints hints, TimeProvider clock) : ITasksAside
{
    public Task<IReadOnlyList<Guid>> PutAside(Guid run, string why, string by, CancellationToken cancel) => db.Write<IReadOnlyList<Guid>>(async inner =>
    {
        var now = clock.GetUtcNow();
        var open = await db.Set<InboxTask>().Where(t => t.RunId == run && t.IsOpen).Select(t => t.Id).ToListAsync(inner);
        await db.Set<InboxTask>().Where(t => open.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.IsOpen, false)
            .SetProperty(t => t.FinishedBy, by).SetProperty(t => t.FinishedAt, now).SetProperty(t => t.Outcome, why), inner);
        Hint();
        return open;
    }, cancel);

    public Task BringBack(IReadOnlyCollection<Guid> tasks, CancellationToken cancel) => db.Write(async inner =>
    {
        await db.Set<InboxTask>().Where(t => tasks.Contains(t.Id) && !t.IsOpen).ExecuteUpdateAsync(set => set.SetProperty(t => t.IsOpen, true)
            .SetProperty(t => t.FinishedBy, (string?)null).SetProperty(t => t.FinishedAt, (DateTimeOffset?)null).SetProperty(t => t.Outcome, (string?)null), inner);
        Hint();
    }, cancel);

    private void Hint()
    {
        if (organization.Id is not { } id) return;

        db.AfterCommit(() =>
        {
            hints.Tell(id, "counts");
            hints.Tell(id, "desk");
        });
    }
}

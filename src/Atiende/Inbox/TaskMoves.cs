using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Inbox;

/// <summary>Moves tasks from one inbox to another.</summary>
internal sealed class TaskMoves(Db db, IInbox inbox, ICurrentOrganization organization, IHints hints, TimeProvider clock) : ITaskMoves
{
    public Task<int> Move(TaskMove move, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var open = db.Set<InboxTask>().Where(t => t.RunId == move.Run && t.Role == move.From && t.IsOpen);
        var handed = await open.Where(t => t.Kind == TaskKind.HandOver).OrderBy(t => t.Id).ToListAsync(inner);
        foreach (var task in handed)
        {
            (task.IsOpen, task.FinishedAt, task.Outcome, task.WithdrawnBy) = (false, now, move.Said, move.By);
            await inbox.Put(new($"{move.Key}:{task.Id:N}", task.Kind, task.Title, task.About, move.To, null, task.NotMember, task.DueAt, task.DueWhy, task.Data,
                task.RunId, task.InteractionId, task.ContactId, move.By)
            { Matter = task.Matter }, inner);
        }

        // A warning is known by its key and taken back by it: it stays the same task.
        var warned = await open.Where(t => t.Kind == TaskKind.Clock).ExecuteUpdateAsync(set => set.SetProperty(t => t.Role, move.To)
            .SetProperty(t => t.TakenBy, (string?)null).SetProperty(t => t.TakenAt, (DateTimeOffset?)null), inner);
        Hint();
        return handed.Count + warned;
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

using Atiende.Guidance;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Inbox;

/// <summary>Begins the runs that periodic tasks are for.</summary>
internal sealed class PeriodicRuns(Db db, IInbox inbox, IGuidance guidance)
{
    /// <summary>
    /// Begins a task's run and finishes the task: from here on the run is the work. Null where the task is not theirs any more.
    /// Not one transaction, for a run's look-ups may be slow; the run has the task's id, so that asked again after a stop in between it is begun once.
    /// </summary>
    public async Task<Guid?> Begin(Guid id, Actor by, CancellationToken cancel)
    {
        if (!await inbox.Take(id, by.Member, cancel)) return null;

        var task = await db.Set<InboxTask>().AsNoTracking().FirstAsync(t => t.Id == id, cancel);
        if (task.Kind is not TaskKind.Periodic) return null;

        string? Named(string name) => task.Data.TryGetValue(name, out var value) ? value.ToText() : null;
        if (!await guidance.IsBegun(id, cancel))
        {
            await guidance.Begin(
                new(Named(PeriodicTasks.Document)!, Named(PeriodicTasks.Section)!, Named(PeriodicTasks.Step), null, null, by, Run.NoFacts) { Id = id }, cancel);
        }

        await inbox.Finish(id, by.Member, outcome: null, cancel);
        return id;
    }
}

using System.Collections.Immutable;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Inbox;

/// <summary>Tasks: what was handed over goes; whose inbox, when and by whom it was done stays.</summary>
internal sealed class InboxPersonalData(Db db, TimeProvider clock) : IPersonalData, IRetained, IKeepsContacts
{
    private const string Gone = "—";

    private static readonly ImmutableSortedDictionary<string, Datum> Nothing = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Forgets => ["InboxTasks.Title", "InboxTasks.About", "InboxTasks.Data", "InboxTasks.Outcome", "InboxTasks.DueWhy", "InboxTasks.By"];

    public string Kind => "tasks";

    public IQueryable<Guid> Kept(DateTimeOffset before) => db.Set<InboxTask>().Where(t => t.IsOpen && t.ContactId != null).Select(t => t.ContactId!.Value);

    public async Task Forget(PersonalSubject subject, CancellationToken cancel) => await Forget(await db.Set<InboxTask>()
        .Where(t => (t.ContactId != null && subject.Contacts.Contains(t.ContactId.Value)) || (t.RunId != null && subject.Runs.Contains(t.RunId.Value))
            || (t.InteractionId != null && subject.Interactions.Contains(t.InteractionId.Value)))
        .Select(t => t.Id).ToListAsync(cancel), cancel);

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
        await Forget(await Due(rule).OrderBy(t => t.FinishedAt).Select(t => t.Id).Take(most).ToListAsync(inner), inner), cancel);

    // What is open of somebody who is no more cannot be done: it ends.
    private Task<int> Forget(List<Guid> ids, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.Set<InboxTask>().Where(t => ids.Contains(t.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.Title, Gone).SetProperty(t => t.About, (string?)null).SetProperty(t => t.Data, Nothing).SetProperty(t => t.Outcome, (string?)null)
                .SetProperty(t => t.DueWhy, (string?)null).SetProperty(t => t.By, Gone).SetProperty(t => t.ContactId, (Guid?)null)
                .SetProperty(t => t.FinishedAt, t => t.FinishedAt ?? now).SetProperty(t => t.IsOpen, false), cancel);
    }

    private IQueryable<InboxTask> Due(RetentionRule rule) =>
        db.Set<InboxTask>().AsNoTracking().Where(t => !t.IsOpen && t.FinishedAt < rule.Before && t.Title != Gone);
}

using System.Collections.Immutable;
using System.Globalization;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Inbox;

/// <summary>The tasks' table.</summary>
internal sealed class InboxStore(Db db, IOrganizations organizations, IHints hints, TimeProvider clock) : IInbox
{
    public Task<Guid> Put(NewTask task, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<InboxTask>().Where(t => t.Key == task.Key).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(inner) is { } there) return there;

        var now = clock.GetUtcNow();
        var put = new InboxTask
        {
            Id = Guid.CreateVersion7(now),
            Key = task.Key,
            Kind = task.Kind,
            Title = Shortened(task.Title, InboxTable.TitleLength)!,
            About = Shortened(task.About, InboxTable.TextLength),
            Role = task.Role,
            Unit = task.Unit,
            Matter = task.Matter,
            OnlyMember = task.OnlyMember,
            NotMember = task.NotMember,
            At = now,
            DueAt = task.DueAt,
            DueWhy = task.DueWhy,
            Data = task.Data,
            RunId = task.Run,
            InteractionId = task.Interaction,
            ContactId = task.Contact,
            By = task.By,
        };
        if (task is { Kind: TaskKind.Run, Run: { } waits }) await Leave(waits, task, inner);
        if (task is { Kind: TaskKind.Run, Run: { } run, Unit: { } unit }) await TakeIn(put, run, unit, inner);
        db.Add(put);
        Hint();
        return put.Id;
    }, cancel);

    public Task<IReadOnlyList<string>> Replace(TaskReplacement replacement, CancellationToken cancel) => db.Write(async inner =>
    {
        var standing = await db.Set<InboxTask>().Where(t => t.RunId == replacement.Run && t.Matter == replacement.Matter && t.IsOpen).ToListAsync(inner);
        foreach (var task in standing.Where(t => !replacement.To.Contains(t.Role)))
        {
            Close(task, replacement.Said);
            task.WithdrawnBy = replacement.By;
        }

        Hint();
        return (IReadOnlyList<string>)[.. standing.Where(t => t.IsOpen).Select(t => t.Role)];
    }, cancel);

    public Task<IReadOnlyList<TaskView>> Withdrawn(
        string member, IReadOnlyCollection<string> roles, string? unit, DateTimeOffset since, CancellationToken cancel) =>
        Views(Tasks.Where(t => !t.IsOpen && t.WithdrawnBy != null && t.FinishedAt >= since
            && (t.TakenBy == member || t.Role == unit || (roles.Contains(t.Role) && (t.Unit == null || t.Unit == unit)))), cancel);

    // A run waits in one place: where it was sent on without having been taken, those who had it are told.
    private async Task Leave(Guid run, NewTask next, CancellationToken cancel)
    {
        foreach (var earlier in await db.Set<InboxTask>().Where(t => t.RunId == run && t.Kind == TaskKind.Run && t.IsOpen).ToListAsync(cancel))
        {
            Close(earlier, $"Pasa a {organizations.Current.Words.Who(next.Unit ?? next.Role)}");
            earlier.WithdrawnBy = next.By.Length > 0 ? next.By : PeriodicTasks.By;
        }
    }

    // What the run handed to the unit goes on in the run itself: its data, its earlier time and whoever took it come along.
    private async Task TakeIn(InboxTask task, Guid run, string unit, CancellationToken cancel)
    {
        foreach (var earlier in await db.Set<InboxTask>().Where(t => t.RunId == run && t.Kind == TaskKind.HandOver && t.Role == unit && t.IsOpen).ToListAsync(cancel))
        {
            task.Data = earlier.Data.SetItems(task.Data);
            if (earlier.DueAt < (task.DueAt ?? DateTimeOffset.MaxValue)) (task.DueAt, task.DueWhy) = (earlier.DueAt, earlier.DueWhy);
            (task.TakenBy, task.TakenAt) = (earlier.TakenBy ?? task.TakenBy, earlier.TakenAt ?? task.TakenAt);
            Close(earlier, "Sigue en el recorrido");
        }
    }

    private void Close(InboxTask task, string said) =>
        (task.IsOpen, task.FinishedAt, task.Outcome) = (false, clock.GetUtcNow(), Shortened(said, InboxTable.TextLength));

    public Task<IReadOnlyList<TaskView>> For(string member, IReadOnlyCollection<string> roles, string? unit, CancellationToken cancel) =>
        Views(Open.Where(t => t.TakenBy == member
            || (t.TakenBy == null && (t.NotMember == null || t.NotMember != member)
                && (t.OnlyMember == member || (t.OnlyMember == null && ((roles.Contains(t.Role) && (t.Unit == null || t.Unit == unit)) || t.Role == unit))))), cancel);

    public Task<IReadOnlyList<TaskView>> All(CancellationToken cancel) => Views(Open, cancel);

    public async Task<TaskView?> Find(Guid id, CancellationToken cancel) =>
        await Tasks.FirstOrDefaultAsync(t => t.Id == id, cancel) is { } task ? View(task) : null;

    public async Task<TaskView?> OfRun(Guid run, CancellationToken cancel) =>
        await Open.Where(t => t.RunId == run && t.Kind == TaskKind.Run).OrderByDescending(t => t.At).FirstOrDefaultAsync(cancel) is { } task ? View(task) : null;

    // One statement that names who may: of two at once the database lets one through.
    public Task<bool> Take(Guid id, string member, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        Hint();
        return await db.Set<InboxTask>()
            .Where(t => t.Id == id && t.IsOpen && (t.TakenBy == null || t.TakenBy == member)
                && (t.NotMember == null || t.NotMember != member) && (t.OnlyMember == null || t.OnlyMember == member))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.TakenBy, member).SetProperty(t => t.TakenAt, t => t.TakenAt ?? now), inner) == 1;
    }, cancel);

    public Task Release(Guid id, string member, CancellationToken cancel) => db.Write(async inner =>
    {
        Hint();
        await db.Set<InboxTask>().Where(t => t.Id == id && t.IsOpen && t.TakenBy == member)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.TakenBy, (string?)null).SetProperty(t => t.TakenAt, (DateTimeOffset?)null), inner);
    }, cancel);

    public Task<bool> Finish(Guid id, string member, string? outcome, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var said = Shortened(outcome, InboxTable.TextLength);
        Hint();
        await db.Set<InboxTask>().Where(t => t.Id == id && t.IsOpen && t.TakenBy == member)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.IsOpen, false).SetProperty(t => t.FinishedBy, member)
                .SetProperty(t => t.FinishedAt, now).SetProperty(t => t.Outcome, said), inner);
        return await Tasks.AnyAsync(t => t.Id == id && !t.IsOpen, inner);
    }, cancel);

    public Task Withdraw(IReadOnlyCollection<string> keys, bool evenTaken, string why, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var gone = await db.Set<InboxTask>().Where(t => keys.Contains(t.Key) && t.IsOpen && (evenTaken || t.TakenBy == null))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.IsOpen, false).SetProperty(t => t.FinishedBy, PeriodicTasks.By)
                .SetProperty(t => t.FinishedAt, now).SetProperty(t => t.Outcome, why), inner);
        if (gone > 0) Hint();
    }, cancel);

    // Open pages ask again; what they may see they are told only then.
    private void Hint()
    {
        var organization = organizations.Current.Id;
        db.AfterCommit(() =>
        {
            hints.Tell(organization, "counts");
            hints.Tell(organization, "desk");
        });
    }

    private IQueryable<InboxTask> Tasks => db.Set<InboxTask>().AsNoTracking();

    private IQueryable<InboxTask> Open => Tasks.Where(t => t.IsOpen);

    private async Task<IReadOnlyList<TaskView>> Views(IQueryable<InboxTask> some, CancellationToken cancel) =>
        [.. (await some.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.At).ThenBy(t => t.Id).ToListAsync(cancel)).Select(View)];

    private TaskView View(InboxTask task)
    {
        var organization = organizations.Current;
        var labels = FieldLabels.Of(organization.Pack);
        return new(task.Id, task.Kind, task.Title, task.About, task.Role, organization.Words.Who(task.Unit ?? task.Role), task.TakenBy,
            task.At, task.DueAt, task.DueWhy, task.IsOpen && task.DueAt < clock.GetUtcNow(),
            [.. task.Data.SelectMany(d => labels.Lines(d.Key, d.Value, CultureInfo.CurrentUICulture.Name))],
            task.RunId, task.InteractionId, task.ContactId, task.By)
        {
            Unit = task.Unit,
            Outcome = task.Outcome,
            Withdrawal = task is { WithdrawnBy: { } by, FinishedAt: { } at } ? (by, at) : null,
        };
    }

    private static string? Shortened(string? text, int most) => text?.Length > most ? text[..(most - 1)] + "…" : text;
}

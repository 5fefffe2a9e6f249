using System.Collections.Immutable;
using Atiende.Values;

namespace Atiende.Inbox;

/// <summary>Work that waits for someone: runs handed over, matters handed to a unit, promises to keep, periodic work.</summary>
public interface IInbox
{
    /// <summary>Puts a task in; once for each key, and then the task of that key is given. Takes part in the caller's transaction.</summary>
    Task<Guid> Put(NewTask task, CancellationToken cancel);

    /// <summary>
    /// Takes a matter of a run out of the inboxes where it stood, for it goes elsewhere now: those tasks are closed with what is said, and whoever
    /// had them is told. Takes part in the caller's transaction.
    /// </summary>
    /// <returns>The places where it stays, for it goes there again.</returns>
    Task<IReadOnlyList<string>> Replace(TaskReplacement replacement, CancellationToken cancel);

    /// <summary>What was taken out of the member's inbox since then, newest first.</summary>
    Task<IReadOnlyList<TaskView>> Withdrawn(string member, IReadOnlyCollection<string> roles, string? unit, DateTimeOffset since, CancellationToken cancel);

    /// <summary>What the member may take or has taken: of their roles and unit, without what only a colleague may take. By due time.</summary>
    Task<IReadOnlyList<TaskView>> For(string member, IReadOnlyCollection<string> roles, string? unit, CancellationToken cancel);

    /// <summary>All open tasks of the organisation, for who supervises.</summary>
    Task<IReadOnlyList<TaskView>> All(CancellationToken cancel);

    /// <summary>One task.</summary>
    Task<TaskView?> Find(Guid id, CancellationToken cancel);

    /// <summary>The member takes it; of two at once one gets it.</summary>
    /// <returns>Whether it is theirs now.</returns>
    Task<bool> Take(Guid id, string member, CancellationToken cancel);

    /// <summary>Gives it back to the role; only who has it can.</summary>
    Task Release(Guid id, string member, CancellationToken cancel);

    /// <summary>Done, with what came of it; only who has it can. Asking twice is harmless.</summary>
    /// <returns>Whether it is finished.</returns>
    Task<bool> Finish(Guid id, string member, string? outcome, CancellationToken cancel);

    /// <summary>Closes the open tasks of these keys that nobody needs to do any more, with the reason. Takes part in the caller's transaction.</summary>
    /// <param name="keys">Their idempotency keys.</param>
    /// <param name="evenTaken">Whether also those that somebody has taken.</param>
    /// <param name="why">Why nobody needs to.</param>
    /// <param name="cancel">Gives up.</param>
    Task Withdraw(IReadOnlyCollection<string> keys, bool evenTaken, string why, CancellationToken cancel);

    /// <summary>The open task that is the run itself, waiting for someone of its role; null where none waits.</summary>
    Task<TaskView?> OfRun(Guid run, CancellationToken cancel);
}

/// <summary>What kind of work waits.</summary>
public enum TaskKind
{
    /// <summary>A run goes on with whoever takes it.</summary>
    Run,

    /// <summary>Something handed to a role or unit.</summary>
    HandOver,

    /// <summary>Something promised to a person.</summary>
    Promise,

    /// <summary>Work of a period: a run to be begun.</summary>
    Periodic,

    /// <summary>A case's clock warns: it goes away by itself when the clock is stopped.</summary>
    Clock,
}

/// <summary>A task to put in.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Title">One line.</param>
/// <param name="About">More, or null.</param>
/// <param name="Role">The role or unit whose inbox it stands in, by id.</param>
/// <param name="OnlyMember">Who alone may take it, or null.</param>
/// <param name="NotMember">Who may not take it, or null.</param>
/// <param name="DueAt">By when.</param>
/// <param name="DueWhy">How that was computed.</param>
/// <param name="Data">What is handed over.</param>
/// <param name="Run">The run that goes on, or in which it was put in.</param>
/// <param name="Interaction">The attention.</param>
/// <param name="Contact">The person.</param>
/// <param name="By">Who put it in.</param>
public sealed record NewTask(
    string Key, TaskKind Kind, string Title, string? About, string Role, string? OnlyMember, string? NotMember,
    DateTimeOffset? DueAt, string? DueWhy, ImmutableSortedDictionary<string, Datum> Data,
    Guid? Run, Guid? Interaction, Guid? Contact, string By)
{
    /// <summary>Of the role only the members of this unit, by id. A run's task there takes in what the run handed to that unit before: one line, not two.</summary>
    public string? Unit { get; init; }

    /// <summary>The hand-over's name in its run, by which another takes its place.</summary>
    public string? Matter { get; init; }
}

/// <summary>A matter of a run that goes elsewhere now.</summary>
/// <param name="Run">The run.</param>
/// <param name="Matter">The hand-over's name in it.</param>
/// <param name="To">Where it goes now: roles or units, by id.</param>
/// <param name="Said">What those are told who had it.</param>
/// <param name="By">Who does it, by name.</param>
public sealed record TaskReplacement(Guid Run, string Matter, IReadOnlyList<string> To, string Said, string By);

/// <summary>A task in an inbox.</summary>
public sealed record TaskView(
    Guid Id, TaskKind Kind, string Title, string? About, string Role, string RoleName, string? TakenBy,
    DateTimeOffset At, DateTimeOffset? DueAt, string? DueWhy, bool Overdue,
    ImmutableArray<(string Label, string Value)> Data, Guid? Run, Guid? Interaction, Guid? Contact, string By)
{
    /// <summary>Of the role only the members of this unit, by id.</summary>
    public string? Unit { get; init; }

    /// <summary>What came of it, once it is closed.</summary>
    public string? Outcome { get; init; }

    /// <summary>Who took it out of the inbox, by name, and when; null where nobody did.</summary>
    public (string By, DateTimeOffset At)? Withdrawal { get; init; }
}

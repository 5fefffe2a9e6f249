namespace Atiende.Activities;

/// <summary>
/// Activities that make the channel known: what is planned, where, by whom, and what came of it. The contracting institution reads those that
/// concern it, and changes none.
/// </summary>
public interface IActivities
{
    /// <summary>Those that begin within a span, in order.</summary>
    Task<IReadOnlyList<ActivityView>> Within(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<string> parties, CancellationToken cancel);

    /// <summary>Those that were taken away, latest first: they may be had back.</summary>
    Task<IReadOnlyList<ActivityView>> TakenAway(CancellationToken cancel);

    /// <summary>One; null where it is not there, was taken away, or concerns another institution.</summary>
    Task<ActivityView?> Find(Guid id, IReadOnlyList<string> parties, CancellationToken cancel);

    /// <summary>Stores a new one, or what one says now.</summary>
    /// <exception cref="ActivityRefusedException">Something is missing or wrong; says each field.</exception>
    Task<Guid> Save(Guid? id, ActivityDraft draft, string by, CancellationToken cancel);

    /// <summary>Takes one away, or gives it back.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> TakeAway(Guid id, bool away, string by, CancellationToken cancel);
}

/// <summary>What kind of activity it is.</summary>
public enum ActivityKind
{
    /// <summary>At an establishment.</summary>
    Visit,

    /// <summary>A talk or a meeting.</summary>
    Talk,

    /// <summary>Training of those who attend or send paper.</summary>
    Training,

    /// <summary>Posters, leaflets, pads.</summary>
    Material,

    /// <summary>Mail, web, networks.</summary>
    Message,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How it stands.</summary>
public enum ActivityState
{
    /// <summary>It is to be.</summary>
    Planned,

    /// <summary>It was.</summary>
    Done,

    /// <summary>It will not be.</summary>
    Cancelled,
}

/// <summary>An activity, as it is typed.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Kind">Of what kind.</param>
/// <param name="StartsAt">When it begins; null where what was typed is no day.</param>
/// <param name="AllDay">Whether it has no hour.</param>
/// <param name="EndsAt">When it ends, where that is said.</param>
/// <param name="Region">The region it reaches.</param>
/// <param name="Establishments">The establishments it reaches, a line each.</param>
/// <param name="Party">The institution it concerns; null for all.</param>
/// <param name="Responsible">The member who sees to it, by id.</param>
/// <param name="State">How it stands.</param>
/// <param name="Notes">What there is to know of it.</param>
public sealed record ActivityDraft(
    string Title, ActivityKind Kind, DateTimeOffset? StartsAt, bool AllDay, DateTimeOffset? EndsAt, string? Region, string? Establishments,
    string? Party, string? Responsible, ActivityState State, string? Notes);

/// <summary>An activity as it is read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What it says.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="ChangedBy">By which member.</param>
public sealed record ActivityView(Guid Id, ActivityDraft What, DateTimeOffset StartsAt, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>What is wrong with an activity, by field; nothing was stored.</summary>
public sealed class ActivityRefusedException(IReadOnlyDictionary<string, string> problems) : Exception(string.Join(", ", problems.Keys))
{
    /// <summary>The text's key, by field.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; } = problems;
}

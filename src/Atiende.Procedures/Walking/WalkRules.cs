using NodaTime;

namespace Atiende.Procedures.Walking;

/// <summary>What the walker must know of the organisation besides the document.</summary>
/// <param name="Zone">Its time zone.</param>
/// <param name="Standing">What a role is; unknown roles are members.</param>
/// <param name="Within">Whether a local time lies in a window of the calendar; a second date is what the window is counted from.</param>
/// <param name="EscalatesTo">The role to which a role escalates, or null.</param>
public sealed record WalkRules(
    DateTimeZone Zone,
    Func<string, RoleStanding> Standing,
    Func<string, LocalDateTime, LocalDate?, bool> Within,
    Func<string, string?> EscalatesTo)
{
    /// <summary>Rules for a document that names no machines, windows or escalation.</summary>
    public static WalkRules Plain { get; } =
        new(DateTimeZone.Utc, _ => RoleStanding.Member, (_, _, _) => false, _ => null);
}

/// <summary>How a role takes part in a walk.</summary>
public enum RoleStanding
{
    /// <summary>Someone who signs in: a step of theirs goes to their inbox.</summary>
    Member,

    /// <summary>Walks by itself.</summary>
    Machine,

    /// <summary>Does not sign in (the person, an outside post): whoever holds the run records for them.</summary>
    Spectator,
}

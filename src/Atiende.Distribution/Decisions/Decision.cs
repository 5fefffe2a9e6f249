using System.Text.Json.Serialization;
using NodaTime;

namespace Atiende.Distribution.Decisions;

/// <summary>What the world must now do or know.</summary>
/// <param name="At">When it was decided: the event's time, or the time at which something was due.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "decision")]
[JsonDerivedType(typeof(Offered), "offered")]
[JsonDerivedType(typeof(OfferWithdrawn), "offerWithdrawn")]
[JsonDerivedType(typeof(ArrivalEnded), "arrivalEnded")]
[JsonDerivedType(typeof(CallbackQueued), "callbackQueued")]
[JsonDerivedType(typeof(Announced), "announced")]
[JsonDerivedType(typeof(LadderClimbed), "ladderClimbed")]
[JsonDerivedType(typeof(WrapUpBegan), "wrapUpBegan")]
[JsonDerivedType(typeof(WrapUpOver), "wrapUpOver")]
[JsonDerivedType(typeof(AgentNotAnswering), "agentNotAnswering")]
[JsonDerivedType(typeof(AgentSilent), "agentSilent")]
[JsonDerivedType(typeof(AgentBack), "agentBack")]
[JsonDerivedType(typeof(PauseLimitReached), "pauseLimitReached")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record Decision(Instant At);

/// <summary>Let this agent have it: ring, until then.</summary>
public sealed record Offered(Instant At, Guid Interaction, Guid Agent, string Queue, bool Outbound, Instant Until) : Decision(At);

/// <summary>Stop ringing: somebody or something was quicker.</summary>
public sealed record OfferWithdrawn(Instant At, Guid Interaction, Guid Agent, Withdrawal Why) : Decision(At);

/// <summary>Why an offer is no more.</summary>
public enum Withdrawal
{
    /// <summary>The agent let it ring.</summary>
    Missed,

    /// <summary>The agent said no.</summary>
    Rejected,

    /// <summary>The agent's desktop never showed it, or fell silent.</summary>
    Silent,

    /// <summary>The agent signed out or was freed by force.</summary>
    AgentGone,

    /// <summary>The person left or is waited for elsewhere.</summary>
    InteractionGone,
}

/// <summary>An arrival has its outcome. When answered: connect it to the agent.</summary>
/// <param name="At">When.</param>
/// <param name="Interaction">The interaction.</param>
/// <param name="Arrival">Its number: an interaction that goes to another queue arrives there anew.</param>
/// <param name="Queue">Where; null in a menu.</param>
/// <param name="Outcome">How.</param>
/// <param name="Agent">Who answered.</param>
/// <param name="Waited">From entering the queue, or the menu, until then.</param>
public sealed record ArrivalEnded(Instant At, Guid Interaction, long Arrival, string? Queue, Outcome Outcome, Guid? Agent, Duration Waited) : Decision(At);

/// <summary>A call back waits in the place of who asked for it. <paramref name="Callback"/> is the one that waits: the earlier one where the person asked twice.</summary>
public sealed record CallbackQueued(Instant At, Guid Interaction, Guid Callback, string Queue) : Decision(At);

/// <summary>Tell who waits: so many are to be attended before, and about how long that takes.</summary>
/// <param name="At">When.</param>
/// <param name="Interaction">Who waits.</param>
/// <param name="Position">1 is next.</param>
/// <param name="Expected">Position by the smoothed time between two answers while somebody waited (each new gap counts an eighth, as RFC 6298 smooths round trips); null before two answers.</param>
public sealed record Announced(Instant At, Guid Interaction, int Position, Duration? Expected) : Decision(At);

/// <summary>An interaction waits with this step of its queue's ladder in force (1 is the first).</summary>
public sealed record LadderClimbed(Instant At, Guid Interaction, string Queue, int Step) : Decision(At);

/// <summary>The agent has time for what follows; null: until the agent says so.</summary>
public sealed record WrapUpBegan(Instant At, Guid Agent, Guid Interaction, Instant? Until) : Decision(At);

/// <summary>That time is over.</summary>
public sealed record WrapUpOver(Instant At, Guid Agent, Guid Interaction) : Decision(At);

/// <summary>The agent missed too many offers and is offered nothing until saying to be available. Tell the agent.</summary>
public sealed record AgentNotAnswering(Instant At, Guid Agent, int Missed) : Decision(At);

/// <summary>The agent's desktop is silent and is offered nothing until it is seen again.</summary>
public sealed record AgentSilent(Instant At, Guid Agent) : Decision(At);

/// <summary>A silent desktop is seen again, or a pause ended by itself.</summary>
public sealed record AgentBack(Instant At, Guid Agent) : Decision(At);

/// <summary>A pause lasts longer than its reason allows.</summary>
public sealed record PauseLimitReached(Instant At, Guid Agent, string Reason) : Decision(At);

/// <summary>The event could not be: a repeat, a race, an unknown id. Nothing changed by it.</summary>
public sealed record Refused(Instant At, string Event, string Why) : Decision(At);

using NodaTime;

namespace Atiende.Distribution.Events;

/// <summary>An agent came to work, available at once or away with no reason given yet.</summary>
public sealed record AgentSignedIn(Instant At, Guid Agent, bool Available = true) : DistributionEvent(At);

/// <summary>An agent left. An offer goes back to the queue; what is being attended goes on until it ends.</summary>
public sealed record AgentSignedOut(Instant At, Guid Agent) : DistributionEvent(At);

/// <summary>An agent is there for offers: after a pause, or after not answering.</summary>
public sealed record AgentAvailable(Instant At, Guid Agent) : DistributionEvent(At);

/// <summary>An agent is away, for a reason of the rules.</summary>
public sealed record AgentPaused(Instant At, Guid Agent, string Reason) : DistributionEvent(At);

/// <summary>An agent's desktop showed that it lives. Often enough for the lease; a host may leave out what comes closer than a third of it.</summary>
public sealed record AgentSeen(Instant At, Guid Agent) : DistributionEvent(At);

/// <summary>Somebody freed an agent by force: offers and attentions go back to the head of their queues, wrap-up ends.</summary>
public sealed record AgentReleased(Instant At, Guid Agent, bool SignOut) : DistributionEvent(At);

/// <summary>An agent works in a named set of queues from now on; null: in all.</summary>
public sealed record WorkingSetChosen(Instant At, Guid Agent, string? Set) : DistributionEvent(At);

/// <summary>The agent is done with what followed an attention.</summary>
public sealed record WrapUpEnded(Instant At, Guid Agent, Guid Interaction) : DistributionEvent(At);

/// <summary>The agent's desktop shows the offer: it rings.</summary>
public sealed record OfferShown(Instant At, Guid Interaction, Guid Agent) : DistributionEvent(At);

/// <summary>The agent takes the offer.</summary>
public sealed record OfferAccepted(Instant At, Guid Interaction, Guid Agent) : DistributionEvent(At);

/// <summary>The agent does not take the offer, and says so.</summary>
public sealed record OfferRejected(Instant At, Guid Interaction, Guid Agent) : DistributionEvent(At);

using System.Text.Json.Serialization;
using NodaTime;

namespace Atiende.Distribution.Events;

/// <summary>What happened, and when. A time before one that was already seen counts as that one.</summary>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(TimePassed), "timePassed")]
[JsonDerivedType(typeof(RulesSet), "rulesSet")]
[JsonDerivedType(typeof(QueueSet), "queueSet")]
[JsonDerivedType(typeof(QueueOpened), "queueOpened")]
[JsonDerivedType(typeof(QueueClosed), "queueClosed")]
[JsonDerivedType(typeof(AgentSet), "agentSet")]
[JsonDerivedType(typeof(AgentSignedIn), "agentSignedIn")]
[JsonDerivedType(typeof(AgentSignedOut), "agentSignedOut")]
[JsonDerivedType(typeof(AgentAvailable), "agentAvailable")]
[JsonDerivedType(typeof(AgentPaused), "agentPaused")]
[JsonDerivedType(typeof(AgentSeen), "agentSeen")]
[JsonDerivedType(typeof(AgentReleased), "agentReleased")]
[JsonDerivedType(typeof(WorkingSetChosen), "workingSetChosen")]
[JsonDerivedType(typeof(WrapUpEnded), "wrapUpEnded")]
[JsonDerivedType(typeof(OfferShown), "offerShown")]
[JsonDerivedType(typeof(OfferAccepted), "offerAccepted")]
[JsonDerivedType(typeof(OfferRejected), "offerRejected")]
[JsonDerivedType(typeof(InteractionArrived), "interactionArrived")]
[JsonDerivedType(typeof(InteractionQueued), "interactionQueued")]
[JsonDerivedType(typeof(InteractionTransferred), "interactionTransferred")]
[JsonDerivedType(typeof(InteractionReturned), "interactionReturned")]
[JsonDerivedType(typeof(InteractionLeft), "interactionLeft")]
[JsonDerivedType(typeof(CallbackAsked), "callbackAsked")]
[JsonDerivedType(typeof(OutboundStarted), "outboundStarted")]
public abstract record DistributionEvent(Instant At);

/// <summary>Nothing but time: what was due by then is done. Need not be stored: any later event does the same, at the same times.</summary>
public sealed record TimePassed(Instant At) : DistributionEvent(At);

using System.Collections.Immutable;
using Atiende.Distribution.Rules;
using NodaTime;

namespace Atiende.Distribution.Events;

/// <summary>Somebody came in and is in a menu, in no queue yet.</summary>
public sealed record InteractionArrived(Instant At, Guid Interaction, Channel Channel) : DistributionEvent(At);

/// <summary>An interaction is to wait in a queue, new or from a menu. An outbound one waits like any other and is dialled when it is taken.</summary>
public sealed record InteractionQueued(Instant At, Guid Interaction, string Queue, Channel Channel) : DistributionEvent(At)
{
    /// <summary>Points of priority; more is sooner.</summary>
    public int Priority { get; init; }

    /// <summary>The skills that it asks for.</summary>
    public ImmutableArray<SkillNeed> Needs { get; init; } = [];

    /// <summary>Who attended this person last.</summary>
    public Guid? LastAgent { get; init; }

    /// <summary>Who it is (a telephone number, a contact's id): finds the call back that the same person still waits for.</summary>
    public string? Person { get; init; }

    /// <summary>Whether somebody is to be called who does not wait on a line.</summary>
    public bool Outbound { get; init; }
}

/// <summary>An interaction goes to another queue, or outside where none is named. One that waits keeps its place; the agent who had one has wrap-up.</summary>
public sealed record InteractionTransferred(Instant At, Guid Interaction, string? Queue) : DistributionEvent(At);

/// <summary>An attention lost its agent (a dead desktop): the person goes back to the head of the queue, and to the same agent if possible.</summary>
public sealed record InteractionReturned(Instant At, Guid Interaction) : DistributionEvent(At);

/// <summary>The interaction is over, whoever hung up: in a menu, waiting, while it rang, or after it was attended.</summary>
public sealed record InteractionLeft(Instant At, Guid Interaction) : DistributionEvent(At);

/// <summary>Who waits wants to be called back instead: the call back has the place.</summary>
/// <param name="At">When.</param>
/// <param name="Interaction">What waits.</param>
/// <param name="Callback">The id of the call back, which is an interaction of its own.</param>
public sealed record CallbackAsked(Instant At, Guid Interaction, Guid Callback) : DistributionEvent(At);

/// <summary>An agent began an interaction by hand; it takes the agent's capacity, away or not.</summary>
/// <param name="At">When.</param>
/// <param name="Interaction">The new interaction.</param>
/// <param name="Agent">Whose it is.</param>
/// <param name="Channel">By what.</param>
/// <param name="Queue">The queue whose wrap-up follows it; null: none follows.</param>
public sealed record OutboundStarted(Instant At, Guid Interaction, Guid Agent, Channel Channel, string? Queue) : DistributionEvent(At);

using System.Collections.Immutable;
using Atiende.Distribution.Rules;
using NodaTime;

namespace Atiende.Distribution.Simulation;

/// <summary>What is played: the same rules as live, who comes, who attends when.</summary>
public sealed record Scenario
{
    /// <summary>The rules for all; presence is not watched in a simulation.</summary>
    public DistributionRules Rules { get; init; } = new();

    /// <summary>The queues.</summary>
    public ImmutableArray<QueueRules> Queues { get; init; } = [];

    /// <summary>The agents.</summary>
    public ImmutableArray<AgentProfile> Agents { get; init; } = [];

    /// <summary>Who is at work when.</summary>
    public ImmutableArray<Shift> Shifts { get; init; } = [];

    /// <summary>Who comes, in order of time.</summary>
    public IEnumerable<Arrival> Arrivals { get; init; } = [];

    /// <summary>How long attentions take, without wrap-up.</summary>
    public Times Handling { get; init; } = new Times.Exponential(180);

    /// <summary>How long people wait before leaving; null: for ever.</summary>
    public Times? Patience { get; init; }

    /// <summary>How long agents take to answer an offer, in seconds.</summary>
    public Times Answering { get; init; } = new Times.Fixed(0);

    /// <summary>How long wrap-up takes where the queue sets no limit, in seconds; else it takes the limit.</summary>
    public Times WrapUp { get; init; } = new Times.Fixed(15);

    /// <summary>Answered within this counts as in time.</summary>
    public Duration InTime { get; init; } = Duration.FromSeconds(20);
}

/// <summary>An agent's time at work.</summary>
public sealed record Shift(Guid Agent, Instant From, Instant To);

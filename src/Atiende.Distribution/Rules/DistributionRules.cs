using System.Collections.Immutable;
using NodaTime;

namespace Atiende.Distribution.Rules;

/// <summary>What holds for all queues and agents of an organisation.</summary>
public sealed record DistributionRules
{
    /// <summary>What a point of priority is worth in time waited. This is the ageing: nobody is overtaken by who comes more than the points' worth later.</summary>
    public Duration PointWorth { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long an agent's desktop may be silent before nothing is offered to it; null: presence is not watched.</summary>
    public Duration? Lease { get; init; } = Duration.FromSeconds(6);

    /// <summary>Within how long a desktop must say that it shows an offer; null: it need not.</summary>
    public Duration? ShownWithin { get; init; }

    /// <summary>So many offers missed in a row set the agent to not answering.</summary>
    public int MissedMost { get; init; } = 2;

    /// <summary>How long nothing is offered to an agent who rejected an offer.</summary>
    public Duration RestAfterRejection { get; init; } = Duration.FromSeconds(10);

    /// <summary>Why agents may be away.</summary>
    public ImmutableArray<PauseReason> PauseReasons { get; init; } = [];

    /// <summary>Named sets of queues; an agent who works in one is offered things of these queues alone.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> WorkingSets { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Refuses what cannot be worked with.</summary>
    /// <exception cref="RuleFaultException">Names the rule at fault.</exception>
    internal void Check()
    {
        if (PointWorth < Duration.Zero) throw new RuleFaultException("point worth: less than nothing");
        if (Lease <= Duration.Zero) throw new RuleFaultException("lease: must be more than nothing");
        if (ShownWithin <= Duration.Zero) throw new RuleFaultException("shown within: must be more than nothing");
        if (MissedMost < 1) throw new RuleFaultException("missed most: at least one");
        if (RestAfterRejection < Duration.Zero) throw new RuleFaultException("rest after rejection: less than nothing");
        if (PauseReasons.DistinctBy(reason => reason.Id).Count() != PauseReasons.Length) throw new RuleFaultException("pause reasons: an id twice");
    }
}

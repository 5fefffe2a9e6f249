using System.Collections.Immutable;

namespace Atiende.Distribution.Rules;

/// <summary>Who attends: where, with what skills, and how much at once.</summary>
/// <param name="Id">The member of the organisation.</param>
public sealed record AgentProfile(Guid Id)
{
    /// <summary>The queues that the agent belongs to.</summary>
    public ImmutableArray<Membership> Memberships { get; init; } = [];

    /// <summary>Skills by their level; what is not here is level zero.</summary>
    public ImmutableSortedDictionary<string, int> Skills { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>How much at once, by channel; a channel that is not here is none of the agent's.</summary>
    public ImmutableArray<Capacity> Capacities { get; init; } = [new(Channel.Voice, 1, Alone: true)];

    /// <summary>Refuses what cannot be worked with.</summary>
    /// <exception cref="RuleFaultException">Names the agent and the rule at fault.</exception>
    internal void Check()
    {
        if (Capacities.DistinctBy(capacity => capacity.Channel).Count() != Capacities.Length) throw new RuleFaultException($"agent {Id}: capacities: a channel twice");
        if (Capacities.Any(capacity => capacity.Most < 1 || (capacity.Alone && capacity.Most > 1))) throw new RuleFaultException($"agent {Id}: capacities: at least one, and one alone is one");
        if (Memberships.DistinctBy(membership => membership.Queue).Count() != Memberships.Length) throw new RuleFaultException($"agent {Id}: memberships: a queue twice");
    }
}

/// <summary>An agent's place in a queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Tier">Members of tier zero are offered things at once, higher tiers when the queue's ladder opens them.</param>
/// <param name="Order">For <see cref="Strategy.PriorityOrder"/>: lowest first.</param>
public sealed record Membership(string Queue, int Tier = 0, int Order = 0);

/// <summary>How many interactions of a channel an agent has at once.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Most">At most so many.</param>
/// <param name="Alone">Nothing else beside it, as with a call: it is offered to who has nothing, and who has it is offered nothing.</param>
public sealed record Capacity(Channel Channel, int Most, bool Alone = false);

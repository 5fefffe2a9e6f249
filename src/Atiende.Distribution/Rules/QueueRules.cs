using System.Collections.Immutable;
using NodaTime;

namespace Atiende.Distribution.Rules;

/// <summary>A queue: where interactions wait, and how they leave it.</summary>
/// <param name="Id">Its id, unique in the organisation.</param>
public sealed record QueueRules(string Id)
{
    /// <summary>What may wait in it.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Voice];

    /// <summary>Which free agent is offered the next one.</summary>
    public Strategy Strategy { get; init; } = Strategy.LongestIdle;

    /// <summary>Points that all of its interactions have beside their own.</summary>
    public int Priority { get; init; }

    /// <summary>How long an agent has for an offer.</summary>
    public Duration RingFor { get; init; } = Duration.FromSeconds(15);

    /// <summary>How long the agent has for what follows an attention, at most; zero: none; null: until the agent says so.</summary>
    public Duration? WrapUp { get; init; } = Duration.FromSeconds(15);

    /// <summary>How many may wait; one more finds it full. Null: any number.</summary>
    public int? MostWaiting { get; init; }

    /// <summary>Whether one may wait in it though no member is signed in.</summary>
    public bool AdmitsWithoutAgents { get; init; }

    /// <summary>Whether those who wait leave when the last member signs out.</summary>
    public bool EmptiesWithoutAgents { get; init; }

    /// <summary>Whether those who wait leave when it closes. Call backs stay.</summary>
    public bool EmptiesAtClosing { get; init; }

    /// <summary>Who leaves within this time abandoned short.</summary>
    public Duration ShortAbandon { get; init; } = Duration.FromSeconds(5);

    /// <summary>With <see cref="Strategy.LastAgentFirst"/>: how long an interaction waits for that agent alone.</summary>
    public Duration HoldForLastAgent { get; init; } = Duration.Zero;

    /// <summary>The highest tier of members that is offered something at once.</summary>
    public int Tier { get; init; }

    /// <summary>What changes as one waits longer.</summary>
    public ImmutableArray<LadderStep> Ladder { get; init; } = [];

    /// <summary>When position and expected wait are told first, from entering; null: never.</summary>
    public Duration? AnnounceFirst { get; init; }

    /// <summary>And how often then; null: once.</summary>
    public Duration? AnnounceEvery { get; init; }

    /// <summary>Refuses what cannot be worked with.</summary>
    /// <exception cref="RuleFaultException">Names the queue and the rule at fault.</exception>
    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Id)) throw new RuleFaultException("a queue has no id");
        if (Channels.IsDefaultOrEmpty) throw Fault("channels: none");
        if (RingFor <= Duration.Zero) throw Fault("ring for: must be more than nothing");
        if (WrapUp < Duration.Zero) throw Fault("wrap-up: less than nothing");
        if (MostWaiting < 0) throw Fault("most waiting: less than nothing");
        if (AnnounceFirst < Duration.Zero || AnnounceEvery <= Duration.Zero) throw Fault("announcements: must be more than nothing apart");

        var before = Duration.Zero;
        foreach (var step in Ladder)
        {
            if (step.After <= before) throw Fault($"ladder: a step after {step.After.TotalSeconds:0} s must be later than the one before");
            if (step.ToQueue == Id) throw Fault("ladder: it cannot overflow into itself");
            before = step.After;
        }
    }

    private RuleFaultException Fault(string what) => new($"queue {Id}: {what}");
}

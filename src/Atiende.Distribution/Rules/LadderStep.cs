using NodaTime;

namespace Atiende.Distribution.Rules;

/// <summary>What changes for an interaction that has waited so long in a queue. Steps add up: a later one keeps what an earlier one opened.</summary>
/// <param name="After">From entering the queue; more than nothing, and more than the step before.</param>
public sealed record LadderStep(Duration After)
{
    /// <summary>Members up to this tier may be offered it; null leaves that as it is.</summary>
    public int? Tier { get; init; }

    /// <summary>By so many levels its needs are eased; what comes to zero is not asked for any more.</summary>
    public int EaseSkills { get; init; }

    /// <summary>So many points of priority more.</summary>
    public int RaisePriority { get; init; }

    /// <summary>The queue that it goes over to, with its place; its arrival here ends as overflowed.</summary>
    public string? ToQueue { get; init; }

    /// <summary>It leaves distribution altogether; the host knows where to (a mailbox, another centre).</summary>
    public bool Outside { get; init; }
}

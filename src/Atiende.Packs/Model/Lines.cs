using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Service lines and queues: <c>lines.yaml</c>.</summary>
[Means("Service lines and queues with their targets.")]
public sealed record Lines
{
    public Place At { get; init; }

    [Means("The numbers and doors on which people are attended.")]
    public required IReadOnlyList<ServiceLine> ServiceLines { get; init; }

    [Means("Where interactions wait.")]
    public required IReadOnlyList<Queue> Queues { get; init; }
}

/// <summary>A number or door on which people are attended.</summary>
public sealed record ServiceLine
{
    public Place At { get; init; }

    [Means("Its id: the number, where it is one.")]
    public required Name Id { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("The channel it is a line of.")]
    public required ChannelKind Channel { get; init; }

    [Means("The number or address as people know it.")]
    public string? Number { get; init; }

    [Means("The queue where its interactions wait.")]
    public Name? Queue { get; init; }

    [Means("Whether the regulator or contract measures it.")]
    public bool Measured { get; init; }

    [Means("Whether attentions go out on it.")]
    public bool Outgoing { get; init; }

    [Means("The unit that attends it.")]
    public Name? Unit { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>Where interactions wait, and what was promised of the wait.</summary>
public sealed record Queue
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("The role that attends it.")]
    public required Name Role { get; init; }

    [Means("Percent that must be answered within the time.")]
    public decimal? TargetPercent { get; init; }

    [Means("The time, in seconds.")]
    public int? TargetSeconds { get; init; }

    [Means("Most percent that may give up waiting.")]
    public decimal? AbandonedPercentMax { get; init; }

    [Means("Most rings before it is answered.")]
    public int? RingsMax { get; init; }
}

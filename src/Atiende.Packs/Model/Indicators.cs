using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>What is measured and what was promised: <c>indicators.yaml</c>.</summary>
[Means("Indicators with their formula and target.")]
public sealed record Indicators
{
    public Place At { get; init; }

    [Means("The indicators.")]
    public required IReadOnlyList<Indicator> Items { get; init; }
}

/// <summary>A figure, its formula and its target.</summary>
public sealed record Indicator
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("What is counted.")]
    public required string Numerator { get; init; }

    [Means("Out of what.")]
    public string? Denominator { get; init; }

    [Means("percent, count or hours.")]
    public required string Unit { get; init; }

    [Means("How the target is compared: at-least, at-most, above.")]
    public string? Compare { get; init; }

    [Means("The target.")]
    public decimal? Target { get; init; }

    [Means("The time within which it counts, in seconds or hours as said.")]
    public string? Within { get; init; }

    [Means("The period it is given for: each, day, month, half-year, year, continuous.")]
    public required string Period { get; init; }

    [Means("The lines it is measured on; all, without any.")]
    public IReadOnlyList<Name> Lines { get; init; } = [];

    [Means("The clock of cases that it counts: stopped in time, of all that were stopped or are late. Without it the figure comes from elsewhere.")]
    public IndicatorClock? Clock { get; init; }

    [Means("Who measures it, and where the figures come from.")]
    public string? Source { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>The clock of cases that an indicator counts.</summary>
public sealed record IndicatorClock
{
    public Place At { get; init; }

    [Means("The case type, by id.")]
    public required Name Case { get; init; }

    [Means("The clock, by its name.")]
    public required Name Name { get; init; }

    [Means("Only cases with one of these reasons; all, without any.")]
    public IReadOnlyList<string> Reasons { get; init; } = [];
}

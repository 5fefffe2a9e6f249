using Atiende.Procedures.Reading;
using NodaTime;

namespace Atiende.Packs.Model;

/// <summary>When the organisation is open, and the windows its procedures name: <c>calendar.yaml</c>.</summary>
[Means("Opening hours, holidays and windows of time.")]
public sealed record Calendar
{
    public Place At { get; init; }

    [Means("Open intervals by weekday (mon … sun), such as [\"08:00-12:00\", \"13:00-17:00\"].")]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Hours { get; init; }

    [Means("Days on which it is closed.")]
    public required IReadOnlyList<Holiday> Holidays { get; init; }

    [Means("Windows of time that procedures name.")]
    public IReadOnlyList<Window> Windows { get; init; } = [];
}

/// <summary>A day, or half of it, on which the organisation is closed.</summary>
public sealed record Holiday
{
    public Place At { get; init; }

    [Means("The day: 2026-12-25, or --12-25 for each year.")]
    public required string On { get; init; }

    [Means("What it is.")]
    public required string Name { get; init; }

    [Means("Closed from this time, where only part of the day.")]
    public LocalTime? From { get; init; }
}

/// <summary>A window of time: of the week, or of the month.</summary>
public sealed record Window
{
    public Place At { get; init; }

    [Means("The id by which facts name it.")]
    public required Name Id { get; init; }

    [Means("What it is, in words.")]
    public required string Name { get; init; }

    [Means("Start in the week: \"mon 00:00\". Inclusive.")]
    public string? From { get; init; }

    [Means("End in the week: \"fri 12:00\". Inclusive to the minute.")]
    public string? Through { get; init; }

    [Means("First day of the month.")]
    public int? FromDay { get; init; }

    [Means("Last day of the month; the month's last without it.")]
    public int? ThroughDay { get; init; }

    [Means("Whether the month meant is the one before the date it is counted from.")]
    public bool MonthBefore { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

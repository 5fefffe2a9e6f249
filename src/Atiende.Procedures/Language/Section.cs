using Atiende.Procedures.Reading;
using NodaTime;

namespace Atiende.Procedures.Language;

/// <summary>A part of a document that is walked from its first step: a line's, a channel's, a period's.</summary>
[Means("A section of a controlled document: steps numbered as the document numbers them.")]
public sealed record Section
{
    public Place At { get; init; }

    [Means("The code of the document it belongs to.")]
    public required Name Document { get; init; }

    [Means("Its letter or number as printed, such as A or 7.1; unique in the document.")]
    public required Name Id { get; init; }

    [Means("Its title as printed.")]
    public required string Title { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];

    [Means("What starts it; a section without starts is reached only from another.")]
    public IReadOnlyList<Start> Starts { get; init; } = [];

    [Means("The role that walks it where a step says no other.")]
    public required Name Role { get; init; }

    [Means("What it is about, for the library and the search.")]
    public string? Summary { get; init; }

    [Means("The record system and type whose found record is the person attended (the first look-up bound under this name).")]
    public string? Person { get; init; }

    [Means("The steps, in the order printed.")]
    public required IReadOnlyList<Step> Steps { get; init; }
}

/// <summary>What starts a section: a line or channel, a period, or another section.</summary>
public sealed record Start
{
    public Place At { get; init; }

    [Means("An interaction over this channel.")]
    public Name? Channel { get; init; }

    [Means("An interaction that came in on this service line.")]
    public Name? Line { get; init; }

    [Means("An outgoing attention: the agent contacts the person.")]
    public bool Outgoing { get; init; }

    [Means("A period: a task that appears on its day.")]
    public Period? Every { get; init; }

    [Means("Day of the week (1 Monday) or of the month on which the period's task appears.")]
    public int? Day { get; init; }

    [Means("Local time at which it appears.")]
    public LocalTime? Time { get; init; }

    [Means("The step at which this start begins, where it is not the first.")]
    public Name? Step { get; init; }

    [Means("What the agent chooses by, where several sections start alike.")]
    public string? Label { get; init; }
}

/// <summary>How often a periodic task appears.</summary>
public enum Period
{
    Day,
    Week,
    Month,
    HalfYear,
    Year,
}

using System.Collections.Immutable;
using Atiende.Values.Calendars;

namespace Atiende.Measures;

/// <summary>What a clock counts, and whom it tells on the way.</summary>
/// <param name="Term">By when, from its start.</param>
public sealed record ClockRule(DueRule Term)
{
    /// <summary>The shares of the term, in percent, at which it warns; in any order.</summary>
    public ImmutableArray<int> Warnings { get; init; } = [];

    /// <summary>Who is told at which share; in any order.</summary>
    public ImmutableArray<ClockEscalation> Escalations { get; init; } = [];
}

/// <summary>A step of a chain of escalation.</summary>
/// <param name="Percent">The share of the term, in percent; past 100 it is late.</param>
/// <param name="To">The role or unit that is told, by id.</param>
public sealed record ClockEscalation(int Percent, string To);

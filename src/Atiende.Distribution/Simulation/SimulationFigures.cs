using System.Collections.Immutable;
using Atiende.Distribution.Decisions;
using NodaTime;

namespace Atiende.Distribution.Simulation;

/// <summary>What a simulation came to.</summary>
/// <param name="Outcomes">Arrivals in queues by how they ended.</param>
/// <param name="InTime">Answered within the scenario's time.</param>
/// <param name="Waited">How many waited at all.</param>
/// <param name="MeanWait">The average wait of all who were answered or abandoned.</param>
/// <param name="MeanSpeedOfAnswer">The average wait of those who were answered.</param>
/// <param name="LongestWait">The longest of all.</param>
/// <param name="Occupancy">Attending and wrap-up as a share of the time at work; may be more than 1 with several chats at once.</param>
/// <param name="Events">Events that were decided upon.</param>
/// <param name="Decisions">Decisions that were taken.</param>
public sealed record SimulationFigures(
    ImmutableSortedDictionary<Outcome, int> Outcomes, int InTime, int Waited, Duration MeanWait, Duration MeanSpeedOfAnswer, Duration LongestWait, double Occupancy, long Events, long Decisions)
{
    /// <summary>All arrivals.</summary>
    public int Offered => Outcomes.Values.Sum();

    /// <summary>How many of an outcome.</summary>
    public int Of(Outcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary>The share of all arrivals that was answered in time; nothing offered is 1.</summary>
    public double ServiceLevel => Offered == 0 ? 1 : (double)InTime / Offered;

    /// <summary>The share of all arrivals that left while waiting.</summary>
    public double Abandoned => Offered == 0 ? 0 : (double)(Of(Outcome.AbandonedInQueue) + Of(Outcome.AbandonedShort)) / Offered;
}

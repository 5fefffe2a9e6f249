using System.Collections.Immutable;
using Atiende.Distribution.Decisions;
using NodaTime;

namespace Atiende.Distribution.Simulation;

/// <summary>Adds up what is decided in a simulation.</summary>
internal sealed class Tally(Scenario scenario)
{
    private readonly Dictionary<Outcome, int> _outcomes = [];
    private Duration _waitOfAll, _waitOfAnswered, _longest, _worked;
    private int _inTime, _waited;
    private long _events, _decisions;

    public void Count(List<Decision> said)
    {
        _events++;
        _decisions += said.Count;
        foreach (var decision in said)
        {
            if (decision is not ArrivalEnded ended) continue;

            _outcomes[ended.Outcome] = _outcomes.GetValueOrDefault(ended.Outcome) + 1;
            if (ended.Outcome is not (Outcome.Answered or Outcome.AbandonedInQueue or Outcome.AbandonedShort)) continue;
            _waitOfAll += ended.Waited;
            _longest = Duration.Max(_longest, ended.Waited);
            if (ended.Waited > Duration.Zero) _waited++;
            if (ended.Outcome != Outcome.Answered) continue;
            _waitOfAnswered += ended.Waited;
            if (ended.Waited <= scenario.InTime) _inTime++;
        }
    }

    public void Work(Duration time) => _worked += time;

    public SimulationFigures Figures()
    {
        var present = scenario.Shifts.Aggregate(Duration.Zero, (sum, shift) => sum + (shift.To - shift.From));
        var answered = _outcomes.GetValueOrDefault(Outcome.Answered);
        var all = answered + _outcomes.GetValueOrDefault(Outcome.AbandonedInQueue) + _outcomes.GetValueOrDefault(Outcome.AbandonedShort);
        return new(
            _outcomes.ToImmutableSortedDictionary(), _inTime, _waited,
            all == 0 ? Duration.Zero : _waitOfAll / all, answered == 0 ? Duration.Zero : _waitOfAnswered / answered, _longest,
            present == Duration.Zero ? 0 : _worked / present, _events, _decisions);
    }
}

using System.Runtime.InteropServices;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using NodaTime;

namespace Atiende.Distribution.Simulation;

/// <summary>Plays a scenario on the very <see cref="Distributor"/> that runs live: people come, wait, lose patience; agents answer, attend and wrap up. The same seed gives the same figures.</summary>
public sealed class Simulator
{
    private readonly Scenario _scenario;
    private readonly Dice _dice;
    private readonly Tally _tally;
    private readonly Distributor _distributor = new();
    private readonly PriorityQueue<Coming, (Instant At, long Number)> _coming = new();
    private readonly Dictionary<Guid, Person> _people = [];
    private readonly List<Decision> _said = [];
    private long _numbers;
    private int _arrived;

    private Simulator(Scenario scenario, long seed) => (_scenario, _dice, _tally) = (scenario, new(seed), new(scenario));

    /// <summary>Plays it until nobody comes, and nothing else happens by itself; who waits still has then abandoned.</summary>
    /// <exception cref="RuleFaultException">Rules that cannot be worked with; names what is at fault.</exception>
    public static SimulationFigures Run(Scenario scenario, long seed)
    {
        var simulator = new Simulator(scenario, seed);
        simulator.Open();
        simulator.Play();
        return simulator._tally.Figures();
    }

    private void Open()
    {
        var start = _scenario.Shifts.Select(shift => shift.From).DefaultIfEmpty(NodaConstants.UnixEpoch).Min();
        Step(new RulesSet(start, _scenario.Rules with { Lease = null, ShownWithin = null }));
        foreach (var queue in _scenario.Queues) Step(new QueueSet(start, queue));
        foreach (var agent in _scenario.Agents) Step(new AgentSet(start, agent));
        foreach (var shift in _scenario.Shifts)
        {
            Comes(new AgentSignedIn(shift.From, shift.Agent));
            Comes(new AgentSignedOut(shift.To, shift.Agent));
        }
    }

    private void Play()
    {
        using var arrivals = _scenario.Arrivals.GetEnumerator();
        var more = arrivals.MoveNext();
        var now = NodaConstants.UnixEpoch;
        while (more || _coming.Count > 0)
        {
            var arrives = more && (!_coming.TryPeek(out _, out var first) || arrivals.Current.At < first.At);
            now = arrives ? arrivals.Current.At : _coming.Peek().What.At;

            // What the engine has due comes first: its decisions may bring what happens next.
            if (_distributor.WakeAt is { } due && due <= now)
            {
                Step(new TimePassed(due));
            }
            else if (arrives)
            {
                Arrive(arrivals.Current);
                more = arrivals.MoveNext();
            }
            else Happen(_coming.Dequeue());
        }

        foreach (var (id, _) in _people.Where(person => !person.Value.Answered).ToList()) Step(new InteractionLeft(now, id));
    }

    private void Arrive(Arrival arrival)
    {
        var id = new Guid(++_arrived, 1, 0, new byte[8]);
        _people[id] = new() { Handling = arrival.HandlingSeconds };
        if (_scenario.Patience is { } patience) Comes(new InteractionLeft(arrival.At + Some(patience), id), outOfPatience: true);
        Step(new InteractionQueued(arrival.At, id, arrival.Queue, arrival.Channel));
    }

    private void Happen(Coming coming)
    {
        var gone = coming.What is InteractionLeft left && (!_people.TryGetValue(left.Interaction, out var person) || (coming.OutOfPatience && person.Answered));
        if (!gone) Step(coming.What);
    }

    private void Step(DistributionEvent what)
    {
        _said.Clear();
        _distributor.Step(what, _said);
        _tally.Count(_said);
        foreach (var decision in _said) Heed(decision);
        if (what is InteractionLeft left) _people.Remove(left.Interaction);
    }

    private void Heed(Decision decision)
    {
        switch (decision)
        {
            case Offered offered:
                Comes(new OfferAccepted(offered.At + Some(_scenario.Answering), offered.Interaction, offered.Agent));
                break;
            case ArrivalEnded { Outcome: Outcome.Answered } answered:
                var person = _people[answered.Interaction];
                var handling = person.Handling is { } seconds ? Duration.FromSeconds(seconds) : Some(_scenario.Handling);
                person.Answered = true;
                _tally.Work(handling);
                Comes(new InteractionLeft(answered.At + handling, answered.Interaction));
                break;
            case WrapUpBegan { Until: null } wrapUp:
                var time = Some(_scenario.WrapUp);
                _tally.Work(time);
                Comes(new WrapUpEnded(wrapUp.At + time, wrapUp.Agent, wrapUp.Interaction));
                break;
            case WrapUpBegan { Until: { } until } wrapUp:
                _tally.Work(until - wrapUp.At);
                break;
            case ArrivalEnded { Outcome: Outcome.Closed or Outcome.Full or Outcome.NoAgents } turnedAway:
                _people.Remove(turnedAway.Interaction);
                break;
            default: break;
        }
    }

    private void Comes(DistributionEvent what, bool outOfPatience = false) => _coming.Enqueue(new(what, outOfPatience), (what.At, ++_numbers));

    private Duration Some(Times times) => Duration.FromSeconds(times.Next(_dice));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Coming(DistributionEvent What, bool OutOfPatience);

    private sealed class Person
    {
        public double? Handling { get; init; }

        public bool Answered { get; set; }
    }
}

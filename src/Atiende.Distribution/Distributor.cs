using System.Diagnostics;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution;

/// <summary>
/// Who attends what next, for every channel. It is given what happened and says what to do; it knows no clock, no chance and nobody outside,
/// so the same events give the same state and the same decisions, live, after a restart and in a simulation.
/// </summary>
/// <remarks>
/// One law carries it: after each event, no free agent and no waiting interaction that the agent may have stand side by side. So an event needs to look only at
/// what it moved: an interaction that may be had by more agents looks for one (<c>Place</c>), an agent who may have more looks for interactions (<c>Feed</c>).
/// The state is changed in place: whoever wants an earlier one plays the events again. Not for several threads.
/// </remarks>
public sealed partial class Distributor
{
    private readonly Dictionary<Guid, AgentState> _agents = [];
    private readonly Dictionary<string, QueueState> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, InteractionState> _interactions = [];
    private readonly Alarms _alarms = new();
    private DistributionRules _rules = new();
    private List<Decision> _said = [];
    private long _now;
    private long _arrivals;
    private long _offers;

    /// <summary>The state that these events lead to.</summary>
    public static Distributor Of(IEnumerable<DistributionEvent> events)
    {
        var distributor = new Distributor();
        var said = new List<Decision>();
        foreach (var what in events)
        {
            distributor.Step(what, said);
            said.Clear();
        }

        return distributor;
    }

    /// <summary>When something may be due next: send <see cref="TimePassed"/> then, or later. It may turn out that nothing was.</summary>
    public Instant? WakeAt => _alarms.Next is { } at ? Instant.FromUnixTimeTicks(at) : null;

    /// <summary>Takes in what happened; returns what to do, in order.</summary>
    /// <exception cref="RuleFaultException">Rules that cannot be worked with; names what is at fault.</exception>
    public IReadOnlyList<Decision> Step(DistributionEvent what)
    {
        var said = new List<Decision>();
        Step(what, said);
        return said;
    }

    /// <summary>The same, adding the decisions to a list.</summary>
    /// <exception cref="RuleFaultException">Rules that cannot be worked with; names what is at fault.</exception>
    public void Step(DistributionEvent what, List<Decision> decisions)
    {
        _said = decisions;
        var at = Math.Max(_now, what.At.ToUnixTimeTicks());

        // What was due comes first, each at its own time: so a late alarm changes nothing.
        while (_alarms.TryTake(at, out var alarm, out var due))
        {
            _now = Math.Max(_now, due);
            Due(alarm);
        }

        _now = at;
        Happened(what);
    }

    private Instant Now => Instant.FromUnixTimeTicks(_now);

    private void Happened(DistributionEvent what)
    {
        switch (what)
        {
            case TimePassed: break;
            case OfferAccepted accepted: Accept(accepted); break;
            case OfferRejected rejected: Reject(rejected); break;
            case OfferShown shown: Show(shown); break;
            case InteractionArrived arrived: Arrive(arrived); break;
            case InteractionQueued queued: Queue(queued); break;
            case InteractionLeft left: Leave(left); break;
            case InteractionTransferred transferred: Transfer(transferred); break;
            case InteractionReturned returned: Return(returned); break;
            case CallbackAsked asked: CallBack(asked); break;
            case OutboundStarted started: Start(started); break;
            case WrapUpEnded ended: EndWrapUp(ended); break;
            case AgentSeen seen: See(seen); break;
            case AgentAvailable available: MakeAvailable(available); break;
            case AgentPaused paused: Pause(paused); break;
            case AgentSignedIn signedIn: SignIn(signedIn); break;
            case AgentSignedOut signedOut: SignOut(signedOut); break;
            case AgentReleased released: Release(released); break;
            case WorkingSetChosen chosen: Choose(chosen); break;
            case AgentSet agent: Set(agent); break;
            case QueueSet queue: Set(queue); break;
            case QueueOpened opened: Open(opened); break;
            case QueueClosed closed: Close(closed); break;
            case RulesSet rules: Set(rules); break;
            default: throw new UnreachableException(what.GetType().Name);
        }
    }

    private void Due(Alarm alarm)
    {
        switch (alarm.Kind)
        {
            case AlarmKind.OfferOver: OfferOver((Occupation)alarm.About); break;
            case AlarmKind.OfferNotShown: OfferNotShown((Occupation)alarm.About); break;
            case AlarmKind.WrapUpOver: WrapUpTimeOver((Occupation)alarm.About); break;
            case AlarmKind.LadderStep: LadderDue((InteractionState)alarm.About, alarm.Epoch); break;
            case AlarmKind.HoldOver: HoldOver((InteractionState)alarm.About, alarm.Epoch); break;
            case AlarmKind.Announce: Announce((InteractionState)alarm.About, alarm.Epoch); break;
            case AlarmKind.PauseLimit: PauseLimit((AgentState)alarm.About, alarm.Epoch); break;
            case AlarmKind.RestOver: RestOver((AgentState)alarm.About, alarm.Epoch); break;
            case AlarmKind.LeaseOver: LeaseOver((AgentState)alarm.About, alarm.Epoch); break;
            default: throw new UnreachableException(alarm.Kind.ToString());
        }
    }

    private void Refuse(DistributionEvent what, string why) => _said.Add(new Refused(Now, what.GetType().Name, why));

    private bool Knows(DistributionEvent what, Guid agent, out AgentState state)
    {
        if (_agents.TryGetValue(agent, out state!)) return true;
        Refuse(what, $"no agent {agent}");
        return false;
    }

    private bool Knows(DistributionEvent what, string queue, out QueueState state)
    {
        if (_queues.TryGetValue(queue, out state!)) return true;
        Refuse(what, $"no queue {queue}");
        return false;
    }
}

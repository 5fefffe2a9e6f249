using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.State;

namespace Atiende.Distribution;

// What agents do: come, go, pause, fall silent; and being freed by force.
public sealed partial class Distributor
{
    private void SignIn(AgentSignedIn what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (agent.Status != AgentStatus.SignedOut)
        {
            Refuse(what, $"agent {what.Agent} is signed in already");
            return;
        }

        agent.Status = what.Available ? AgentStatus.Available : AgentStatus.Paused;
        agent.Epoch++;
        (agent.Attended, agent.Missed, agent.IdleSince, agent.Silent, agent.Seen) = (0, 0, _now, false, _now);
        WatchLease(agent);
        Sit(agent);
        ListAndFeed(agent);
    }

    private void SignOut(AgentSignedOut what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (agent.Status == AgentStatus.SignedOut) Refuse(what, $"agent {what.Agent} is not signed in");
        else SignOut(agent);
    }

    private void SignOut(AgentState agent)
    {
        agent.Status = AgentStatus.SignedOut;
        agent.Pause = null;
        agent.Resting = false;
        agent.Silent = false;
        agent.Epoch++;
        List(agent);
        var queues = QueuesOf(agent);
        Stand(agent);
        foreach (var wrapUp in agent.Occupations.FindAll(o => o.Phase == OccupationPhase.WrapUp)) WrapUpTimeOver(wrapUp);
        TakeBackAll(agent, Withdrawal.AgentGone);
        UnholdAll(agent);
        EmptyWhereNobody(queues);
    }

    private void TakeBackAll(AgentState agent, Withdrawal why)
    {
        foreach (var offer in agent.Occupations.FindAll(o => o.Phase == OccupationPhase.Offered))
        {
            if (!offer.IsOver) TakeBack(offer, why);
        }
    }

    private void MakeAvailable(AgentAvailable what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (agent.Status == AgentStatus.SignedOut)
        {
            Refuse(what, $"agent {what.Agent} is not signed in");
            return;
        }

        if (agent.Status == AgentStatus.Available && !agent.Resting) return;
        Available(agent);
    }

    private void Available(AgentState agent)
    {
        agent.Status = AgentStatus.Available;
        agent.Pause = null;
        agent.Missed = 0;
        agent.Resting = false;
        agent.IdleSince = _now;
        agent.Epoch++;
        ListAndFeed(agent);
    }

    // Offers that ring go on ringing: who pauses meanwhile may still take them.
    private void Pause(AgentPaused what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (agent.Status == AgentStatus.SignedOut) Refuse(what, $"agent {what.Agent} is not signed in");
        else if (_rules.PauseReasons.FirstOrDefault(reason => reason.Id == what.Reason) is not { } reason) Refuse(what, $"no pause reason {what.Reason}");
        else
        {
            agent.Status = AgentStatus.Paused;
            agent.Pause = reason;
            agent.Resting = false;
            agent.Epoch++;
            List(agent);
            UnholdAll(agent);
            if (reason.Limit is { } limit) _alarms.Set(AlarmKind.PauseLimit, agent, agent.Epoch, _now + limit.BclCompatibleTicks);
        }
    }

    private void PauseLimit(AgentState agent, int epoch)
    {
        if (agent.Epoch != epoch || agent.Pause is not { } reason) return;
        _said.Add(new PauseLimitReached(Now, agent.Profile.Id, reason.Id));
        if (!reason.ReturnsByItself) return;
        _said.Add(new AgentBack(Now, agent.Profile.Id));
        Available(agent);
    }

    private void See(AgentSeen what)
    {
        if (!Knows(what, what.Agent, out var agent) || agent.Status == AgentStatus.SignedOut) return;
        agent.Seen = _now;
        if (!agent.Silent) return;

        agent.Silent = false;
        _said.Add(new AgentBack(Now, agent.Profile.Id));
        WatchLease(agent);
        ListAndFeed(agent);
    }

    private void WatchLease(AgentState agent)
    {
        agent.LeaseEpoch++;
        if (_rules.Lease is { } lease) _alarms.Set(AlarmKind.LeaseOver, agent, agent.LeaseEpoch, agent.Seen + lease.BclCompatibleTicks);
    }

    // One alarm an agent: it looks whether the lease has run out, and is set anew where it has not.
    private void LeaseOver(AgentState agent, int epoch)
    {
        if (agent.LeaseEpoch != epoch || agent.Status == AgentStatus.SignedOut || agent.Silent || _rules.Lease is not { } lease) return;
        if (agent.Seen + lease.BclCompatibleTicks > _now)
        {
            _alarms.Set(AlarmKind.LeaseOver, agent, epoch, agent.Seen + lease.BclCompatibleTicks);
            return;
        }

        agent.Silent = true;
        _said.Add(new AgentSilent(Now, agent.Profile.Id));
        List(agent);
        UnholdAll(agent);
        TakeBackAll(agent, Withdrawal.Silent);
    }

    private void Release(AgentReleased what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        var occupations = agent.Occupations.ToList();
        if (what.SignOut && agent.Status != AgentStatus.SignedOut) SignOut(agent);

        // Out of the lists until all is free: nothing comes back to this agent while it is being taken away.
        var silent = agent.Silent;
        agent.Silent = true;
        List(agent);
        foreach (var occupation in occupations.Where(o => !o.IsOver))
        {
            if (occupation.Phase == OccupationPhase.WrapUp) WrapUpTimeOver(occupation);
            else if (occupation.Phase == OccupationPhase.Offered) TakeBack(occupation, Withdrawal.AgentGone);
            else ReturnFrom(agent, occupation, _interactions[occupation.Interaction]);
        }

        agent.Silent = silent;
        ListAndFeed(agent);
    }

    private void Choose(WorkingSetChosen what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (what.Set is not null && !_rules.WorkingSets.ContainsKey(what.Set)) Refuse(what, $"no working set {what.Set}");
        else Resit(agent, () => agent.WorkingSet = what.Set);
    }

    private void Set(AgentSet what)
    {
        what.Agent.Check();
        if (!_agents.TryGetValue(what.Agent.Id, out var agent))
        {
            agent = _agents[what.Agent.Id] = new(what.Agent, _agents.Count);
            SetLevels(agent);
            return;
        }

        Resit(agent, () =>
        {
            agent.Profile = what.Agent;
            SetLevels(agent);
        });
    }

    private void SetLevels(AgentState agent)
    {
        agent.Levels = [];
        foreach (var (skill, level) in agent.Profile.Skills)
        {
            var number = SkillNumber(skill);
            if (number >= agent.Levels.Length) agent.Levels = [.. agent.Levels, .. new int[number + 1 - agent.Levels.Length]];
            agent.Levels[number] = level;
        }
    }

    private void Resit(AgentState agent, Action change)
    {
        if (agent.Status == AgentStatus.SignedOut)
        {
            change();
            return;
        }

        var before = QueuesOf(agent);
        Stand(agent);
        change();
        Sit(agent);
        UnholdAll(agent);
        ListAndFeed(agent);
        EmptyWhereNobody(before);
    }

    private void Sit(AgentState agent)
    {
        foreach (var membership in agent.Profile.Memberships)
        {
            if (!_queues.TryGetValue(membership.Queue, out var queue) || !WorksIn(agent, membership.Queue)) continue;
            queue.Members++;
            foreach (var channel in queue.Rules.Channels)
            {
                if (agent.Profile.Capacities.Any(capacity => capacity.Channel == channel)) agent.Seats.Add(new(agent, queue, membership, channel));
            }
        }
    }

    private bool WorksIn(AgentState agent, string queue) =>
        agent.WorkingSet is not { } set || !_rules.WorkingSets.TryGetValue(set, out var queues) || queues.Contains(queue);

    private void Stand(AgentState agent)
    {
        foreach (var seat in agent.Seats)
        {
            if (seat.Listed) seat.Queue.FreeFor(seat.Channel).Remove(seat.Rank);
            seat.Listed = false;
        }

        foreach (var queue in QueuesOf(agent)) queue.Members--;
        agent.Seats.Clear();
    }

    private List<QueueState> QueuesOf(AgentState agent) =>
        [.. agent.Profile.Memberships.Where(m => WorksIn(agent, m.Queue)).Select(m => _queues.GetValueOrDefault(m.Queue)).OfType<QueueState>()];

    private void EmptyWhereNobody(List<QueueState> queues)
    {
        foreach (var queue in queues.Where(queue => queue.Members == 0 && queue.Rules.EmptiesWithoutAgents)) Empty(queue, Outcome.NoAgents);
    }

    private void Empty(QueueState queue, Outcome outcome)
    {
        foreach (var interaction in queue.Waiting.ToList().Where(interaction => !interaction.Outbound)) End(interaction, outcome);
    }
}

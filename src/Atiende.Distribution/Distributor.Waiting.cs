using System.Collections.Immutable;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution;

// Waiting: into the queue and out of it, the ladder, the hold for one agent, announcements, outcomes.
public sealed partial class Distributor
{
    private readonly Dictionary<string, int> _skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _needs = new(StringComparer.Ordinal);

    // Through the queue's door: closed, without agents and full turn away.
    private void Enter(InteractionState interaction, QueueState queue)
    {
        interaction.Queue = queue;
        interaction.EnteredAt = _now;
        interaction.Step = 0;
        interaction.Raised = 0;
        interaction.IsWatched = false;
        interaction.Epoch++;
        if (!queue.IsOpen) End(interaction, Outcome.Closed);
        else if (queue.Members == 0 && !queue.Rules.AdmitsWithoutAgents) End(interaction, Outcome.NoAgents);
        else
        {
            Hold(interaction);
            if (queue.Waiting.Count >= queue.Rules.MostWaiting && !IsTakenAtOnce(interaction)) End(interaction, Outcome.Full);
            else Place(interaction);
        }
    }

    private bool IsTakenAtOnce(InteractionState interaction)
    {
        interaction.Lane = LaneOf(interaction);
        return SeatFor(interaction) is not null;
    }

    // The same interaction once more where it was, before all who wait.
    private void BackToHead(InteractionState interaction)
    {
        interaction.AtHead = true;
        interaction.Agent = null;
        interaction.HeldFor = null;
        Place(interaction);
    }

    private void Wait(InteractionState interaction)
    {
        var queue = interaction.Queue!;
        interaction.Phase = InteractionPhase.Waiting;
        queue.Waiting.Add(interaction.Rank, interaction);
        if (interaction.HeldFor is { } only) only.Held.Add(interaction.Rank, interaction);
        else queue.Enter(interaction.Lane!, interaction);
        Watch(interaction);
    }

    private static void Unwait(InteractionState interaction)
    {
        if (interaction.Phase != InteractionPhase.Waiting || !interaction.Queue!.Waiting.Remove(interaction.Rank)) return;
        if (interaction.HeldFor is { } only) only.Held.Remove(interaction.Rank);
        else interaction.Queue.Leave(interaction.Lane!, interaction);
    }

    // Who is offered at once has no need of these; they are set when one first waits, for times counted from entering.
    private void Watch(InteractionState interaction)
    {
        if (interaction.IsWatched)
        {
            if (IsClimbDue(interaction)) Climb(interaction);
            return;
        }

        interaction.IsWatched = true;
        var rules = interaction.Queue!.Rules;
        if (rules.AnnounceFirst is { } first && !interaction.Outbound) SetFor(interaction, AlarmKind.Announce, Math.Max(_now, interaction.EnteredAt + first.BclCompatibleTicks));
        if (interaction.HeldFor is not null) SetFor(interaction, AlarmKind.HoldOver, interaction.EnteredAt + rules.HoldForLastAgent.BclCompatibleTicks);
        if (IsClimbDue(interaction)) Climb(interaction);
        else SetNextStep(interaction);
    }

    private void SetFor(InteractionState interaction, AlarmKind kind, long at) => _alarms.Set(kind, interaction, interaction.Epoch, at);

    private static long? NextStep(InteractionState interaction)
    {
        var ladder = interaction.Queue!.Rules.Ladder;
        return interaction.Step < ladder.Length ? interaction.EnteredAt + ladder[interaction.Step].After.BclCompatibleTicks : null;
    }

    private void SetNextStep(InteractionState interaction)
    {
        if (NextStep(interaction) is { } at) SetFor(interaction, AlarmKind.LadderStep, at);
    }

    private bool IsClimbDue(InteractionState interaction) => NextStep(interaction) <= _now;

    private void LadderDue(InteractionState interaction, int epoch)
    {
        // While it rings the ladder waits too; it is looked at when the offer comes back.
        if (interaction.Epoch == epoch && interaction.Phase == InteractionPhase.Waiting && IsClimbDue(interaction)) Climb(interaction);
    }

    private void Climb(InteractionState interaction)
    {
        Unwait(interaction);
        while (IsClimbDue(interaction))
        {
            var step = interaction.Queue!.Rules.Ladder[interaction.Step++];
            interaction.Raised += step.RaisePriority;
            _said.Add(new LadderClimbed(Now, interaction.Id, interaction.Queue.Rules.Id, interaction.Step));
            if (step.ToQueue is null && !step.Outside) continue;

            // A queue that is not there, or does not take the channel, is outside.
            if (step.ToQueue is { } other && _queues.TryGetValue(other, out var next) && next.Rules.Channels.Contains(interaction.Channel)) Overflow(interaction, next);
            else End(interaction, Outcome.Overflowed);
            return;
        }

        // What it waited for alone, it waits for no more: the ladder is there to find others.
        interaction.HeldFor = null;
        SetNextStep(interaction);
        Place(interaction);
    }

    private void Overflow(InteractionState interaction, QueueState next)
    {
        interaction.HeldFor = null;
        Conclude(interaction, Outcome.Overflowed, null);
        Again(interaction);
        Enter(interaction, next);
    }

    private void Again(InteractionState interaction) => interaction.Arrival = ++_arrivals;

    private void Hold(InteractionState interaction)
    {
        interaction.HeldFor = null;
        var rules = interaction.Queue!.Rules;
        if (rules.Strategy != Strategy.LastAgentFirst || rules.HoldForLastAgent <= Duration.Zero || interaction.LastAgent is not { } last) return;
        if (!_agents.TryGetValue(last, out var agent) || agent.Status != AgentStatus.Available || agent.Silent) return;

        interaction.Lane = LaneOf(interaction);
        foreach (var seat in agent.Seats)
        {
            if (seat.Queue == interaction.Queue && seat.Channel == interaction.Channel && seat.Membership.Tier <= interaction.Lane.Tier && agent.Meets(interaction.Lane.Floors)) interaction.HeldFor = agent;
        }
    }

    private void HoldOver(InteractionState interaction, int epoch)
    {
        if (interaction.Epoch != epoch || interaction.Phase != InteractionPhase.Waiting || interaction.HeldFor is null) return;
        Unhold(interaction);
    }

    private void Unhold(InteractionState interaction)
    {
        Unwait(interaction);
        interaction.HeldFor = null;
        Place(interaction);
    }

    // What waits for one agent alone does not when that agent is gone.
    private void UnholdAll(AgentState agent)
    {
        foreach (var interaction in agent.Held.ToList())
        {
            if (interaction.HeldFor == agent && interaction.Phase == InteractionPhase.Waiting) Unhold(interaction);
        }
    }

    private void Announce(InteractionState interaction, int epoch)
    {
        if (interaction.Epoch != epoch || interaction.Phase is not (InteractionPhase.Waiting or InteractionPhase.Offered)) return;

        var queue = interaction.Queue!;
        if (interaction.Phase == InteractionPhase.Waiting)
        {
            var position = queue.Waiting.Position(interaction.Rank) + 1;
            _said.Add(new Announced(Now, interaction.Id, position, queue.Gap == 0 ? null : Duration.FromTicks(queue.Gap * position)));
        }

        if (queue.Rules.AnnounceEvery is { } every) SetFor(interaction, AlarmKind.Announce, _now + every.BclCompatibleTicks);
    }

    private void End(InteractionState interaction, Outcome outcome)
    {
        Unwait(interaction);
        interaction.HeldFor = null;
        Conclude(interaction, outcome, null);
        Forget(interaction);
    }

    private void Conclude(InteractionState interaction, Outcome outcome, AgentState? agent)
    {
        _said.Add(new ArrivalEnded(Now, interaction.Id, interaction.Arrival, interaction.Queue?.Rules.Id, outcome, agent?.Profile.Id, Duration.FromTicks(_now - interaction.EnteredAt)));
        if (interaction is { IsCallback: true, Person: { } person, Queue: { } queue } && queue.Callbacks.TryGetValue(person, out var pending) && pending == interaction) queue.Callbacks.Remove(person);
    }

    private void Forget(InteractionState interaction)
    {
        interaction.Phase = InteractionPhase.Over;
        interaction.Epoch++;
        interaction.Agent = null;
        _interactions.Remove(interaction.Id);
    }

    private int SkillNumber(string skill) => _skills.TryGetValue(skill, out var number) ? number : _skills[skill] = _skills.Count;

    // Equal needs have the same number; no needs have zero.
    private int NeedsNumber(ImmutableArray<SkillNeed> needs)
    {
        if (needs.IsDefaultOrEmpty) return 0;
        var words = string.Join('|', needs.OrderBy(need => need.Skill, StringComparer.Ordinal).Select(need => $"{need.Skill}:{need.Level}"));
        return _needs.TryGetValue(words, out var number) ? number : _needs[words] = _needs.Count + 1;
    }
}

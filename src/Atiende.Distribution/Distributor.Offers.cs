using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution;

// Offers: taken, refused, missed, never shown; and what follows an attention.
public sealed partial class Distributor
{
    private void Show(OfferShown what)
    {
        if (OfferOf(what, what.Interaction, what.Agent) is { } offer) offer.Shown = true;
    }

    private void Accept(OfferAccepted what)
    {
        if (OfferOf(what, what.Interaction, what.Agent) is not { } offer) return;

        var (agent, interaction, queue) = (offer.Agent, _interactions[what.Interaction], offer.Queue!);
        offer.Phase = OccupationPhase.Attending;
        agent.Missed = 0;
        agent.Attended++;
        interaction.Phase = InteractionPhase.Attended;
        interaction.LastAgent = agent.Profile.Id;
        interaction.AtHead = false;
        interaction.PrefersLast = false;
        interaction.Epoch++;
        Conclude(interaction, Outcome.Answered, agent);
        MeasureGap(queue);
    }

    // The smoothed time between two answers, of those between which somebody waited all the time.
    private void MeasureGap(QueueState queue)
    {
        if (queue.LastAnswer > 0)
        {
            var gap = Math.Max(1, _now - queue.LastAnswer);
            queue.Gap = queue.Gap == 0 ? gap : Math.Max(1, queue.Gap + ((gap - queue.Gap) / 8));
        }

        queue.LastAnswer = queue.Waiting.Count > 0 ? _now : 0;
    }

    private void Reject(OfferRejected what)
    {
        if (OfferOf(what, what.Interaction, what.Agent) is not { } offer) return;

        if (_rules.RestAfterRejection > Duration.Zero)
        {
            offer.Agent.Resting = true;
            _alarms.Set(AlarmKind.RestOver, offer.Agent, offer.Agent.Epoch, _now + _rules.RestAfterRejection.BclCompatibleTicks);
        }

        TakeBack(offer, Withdrawal.Rejected);
    }

    private void RestOver(AgentState agent, int epoch)
    {
        if (agent.Epoch != epoch || !agent.Resting) return;
        agent.Resting = false;
        ListAndFeed(agent);
    }

    private void OfferOver(Occupation offer)
    {
        if (offer.IsOver || offer.Phase != OccupationPhase.Offered) return;

        var agent = offer.Agent;
        agent.Missed++;
        if (agent.Missed >= _rules.MissedMost) SetNotAnswering(agent);
        TakeBack(offer, Withdrawal.Missed);
    }

    // A desktop that does not even show an offer would take the next one in vain as well.
    private void OfferNotShown(Occupation offer)
    {
        if (offer.IsOver || offer.Shown || offer.Phase != OccupationPhase.Offered) return;
        SetNotAnswering(offer.Agent);
        TakeBack(offer, Withdrawal.Silent);
    }

    // Who paused or left meanwhile is not called back to a state of the rules.
    private void SetNotAnswering(AgentState agent)
    {
        if (agent.Status != AgentStatus.Available) return;
        _said.Add(new AgentNotAnswering(Now, agent.Profile.Id, agent.Missed));
        agent.Status = AgentStatus.NotAnswering;
        agent.Pause = null;
        agent.Missed = 0;
        agent.Epoch++;
        agent.Resting = false;
    }

    // Back to the head of its queue, to another agent where one is free.
    private void TakeBack(Occupation offer, Withdrawal why)
    {
        var agent = offer.Agent;
        var interaction = _interactions[offer.Interaction];
        _said.Add(new OfferWithdrawn(Now, interaction.Id, agent.Profile.Id, why));
        Unoccupy(offer);
        if (!agent.IsFree)
        {
            List(agent);
            UnholdAll(agent);
        }

        // Others first; the agent is looked at again for what comes first by then.
        BackToHead(interaction);
        ListAndFeed(agent);
    }

    private Occupation? OfferOf(DistributionEvent what, Guid interaction, Guid agent)
    {
        if (!Knows(what, agent, out var state)) return null;
        if (state.With(interaction) is { Phase: OccupationPhase.Offered } offer) return offer;
        Refuse(what, $"agent {agent} has no offer of interaction {interaction}");
        return null;
    }

    // Wrap-up is the agent's, whatever the queue: it takes the capacity that the attention took.
    private void BeginWrapUp(Occupation occupation)
    {
        var agent = occupation.Agent;
        var limit = occupation.Queue is null || agent.Status == AgentStatus.SignedOut ? Duration.Zero : occupation.Queue.Rules.WrapUp;
        if (limit == Duration.Zero)
        {
            Unoccupy(occupation);
            ListAndFeed(agent);
            return;
        }

        occupation.Phase = OccupationPhase.WrapUp;
        occupation.Until = limit is { } time ? _now + time.BclCompatibleTicks : long.MaxValue;
        if (limit is not null) _alarms.Set(AlarmKind.WrapUpOver, occupation, 0, occupation.Until);
        _said.Add(new WrapUpBegan(Now, agent.Profile.Id, occupation.Interaction, limit is null ? null : Instant.FromUnixTimeTicks(occupation.Until)));
    }

    private void EndWrapUp(WrapUpEnded what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        if (agent.Occupations.Find(o => o.Interaction == what.Interaction && o.Phase == OccupationPhase.WrapUp) is { } occupation) WrapUpTimeOver(occupation);
        else Refuse(what, $"agent {what.Agent} has no wrap-up of interaction {what.Interaction}");
    }

    private void WrapUpTimeOver(Occupation occupation)
    {
        if (occupation.IsOver) return;
        Unoccupy(occupation);
        _said.Add(new WrapUpOver(Now, occupation.Agent.Profile.Id, occupation.Interaction));
        ListAndFeed(occupation.Agent);
    }
}

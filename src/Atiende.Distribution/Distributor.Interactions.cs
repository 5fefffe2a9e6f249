using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.State;

namespace Atiende.Distribution;

// What interactions do: arrive, wait, leave, go elsewhere, ask for a call back.
public sealed partial class Distributor
{
    private void Arrive(InteractionArrived what)
    {
        if (_interactions.ContainsKey(what.Interaction)) Refuse(what, $"interaction {what.Interaction} is here already");
        else New(what.Interaction, what.Channel);
    }

    private InteractionState New(Guid id, Rules.Channel channel)
    {
        var interaction = new InteractionState(id, channel) { EnteredAt = _now, Place = _now };
        Again(interaction);
        return _interactions[id] = interaction;
    }

    private void Queue(InteractionQueued what)
    {
        if (!Knows(what, what.Queue, out var queue)) return;
        if (!queue.Rules.Channels.Contains(what.Channel))
        {
            Refuse(what, $"queue {what.Queue} takes no {what.Channel}");
            return;
        }

        if (_interactions.TryGetValue(what.Interaction, out var interaction))
        {
            if (interaction.Phase != InteractionPhase.InMenu || interaction.Channel != what.Channel)
            {
                Refuse(what, $"interaction {what.Interaction} is here already");
                return;
            }
        }
        else interaction = New(what.Interaction, what.Channel);

        interaction.Place = _now;
        interaction.Priority = what.Priority;
        interaction.Needs = what.Needs.IsDefault ? [] : what.Needs;
        interaction.NeedsNumber = NeedsNumber(what.Needs);
        interaction.LastAgent = what.LastAgent;
        interaction.Person = what.Person;
        interaction.Outbound = what.Outbound;
        TakePlaceOfCallback(interaction, queue);
        Enter(interaction, queue);
    }

    // Who calls again while a call back waits needs none any more, and has its place.
    private void TakePlaceOfCallback(InteractionState interaction, QueueState queue)
    {
        if (!queue.IsOpen || interaction.Outbound || interaction.Person is not { } person || !queue.Callbacks.TryGetValue(person, out var callback)) return;
        if (callback.Phase != InteractionPhase.Waiting || callback.Queue != queue) return;

        interaction.Place = callback.Place;
        interaction.AtHead = callback.AtHead;
        End(callback, Outcome.Transferred);
    }

    private void CallBack(CallbackAsked what)
    {
        if (Here(what, what.Interaction) is not { } asker) return;
        if (asker.Phase is not (InteractionPhase.Waiting or InteractionPhase.Offered) || asker.Outbound)
        {
            Refuse(what, $"interaction {what.Interaction} does not wait");
            return;
        }

        if (_interactions.ContainsKey(what.Callback))
        {
            Refuse(what, $"interaction {what.Callback} is here already");
            return;
        }

        var queue = asker.Queue!;
        var freed = WithdrawOffer(asker);
        End(asker, Outcome.Callback);
        if (asker.Person is { } person && queue.Callbacks.TryGetValue(person, out var earlier))
        {
            _said.Add(new CallbackQueued(Now, asker.Id, earlier.Id, queue.Rules.Id));
        }
        else
        {
            var callback = New(what.Callback, asker.Channel);
            (callback.Outbound, callback.IsCallback, callback.Queue, callback.Person) = (true, true, queue, asker.Person);
            (callback.Place, callback.Priority, callback.AtHead, callback.LastAgent) = (asker.Place, asker.Priority, asker.AtHead, asker.LastAgent);
            (callback.Needs, callback.NeedsNumber) = (asker.Needs, asker.NeedsNumber);
            if (asker.Person is { } who) queue.Callbacks[who] = callback;
            _said.Add(new CallbackQueued(Now, asker.Id, callback.Id, queue.Rules.Id));
            Place(callback);
        }

        if (freed is not null) ListAndFeed(freed);
    }

    // The offer of one who goes, whose agent is then to be fed.
    private AgentState? WithdrawOffer(InteractionState interaction)
    {
        if (interaction.Phase != InteractionPhase.Offered || interaction.Agent is not { } agent) return null;
        _said.Add(new OfferWithdrawn(Now, interaction.Id, agent.Profile.Id, Withdrawal.InteractionGone));
        var idle = agent.IdleSince;
        Unoccupy(agent.Occupations.Find(o => o.Interaction == interaction.Id && o.Phase == OccupationPhase.Offered)!);
        agent.IdleSince = idle; // Nothing was attended: the agent's turn is kept.
        interaction.Agent = null;
        return agent;
    }

    private void Leave(InteractionLeft what)
    {
        if (Here(what, what.Interaction) is not { } interaction) return;

        switch (interaction.Phase)
        {
            case InteractionPhase.InMenu:
                End(interaction, Outcome.AbandonedInIvr);
                break;
            case InteractionPhase.Attended:
                LetGo(interaction);
                break;
            default:
                var freed = WithdrawOffer(interaction);
                var isShort = _now - interaction.EnteredAt <= interaction.Queue!.Rules.ShortAbandon.BclCompatibleTicks;
                End(interaction, isShort ? Outcome.AbandonedShort : Outcome.AbandonedInQueue);
                if (freed is not null) ListAndFeed(freed);
                break;
        }
    }

    private void LetGo(InteractionState interaction)
    {
        var occupation = Attention(interaction);
        Forget(interaction);
        BeginWrapUp(occupation);
    }

    private static Occupation Attention(InteractionState interaction) =>
        interaction.Agent!.Occupations.Find(o => o.Interaction == interaction.Id && o.Phase == OccupationPhase.Attending)!;

    private void Transfer(InteractionTransferred what)
    {
        if (Here(what, what.Interaction) is not { } interaction) return;
        QueueState? queue = null;
        if (what.Queue is not null)
        {
            if (!Knows(what, what.Queue, out queue)) return;
            if (!queue.Rules.Channels.Contains(interaction.Channel))
            {
                Refuse(what, $"queue {what.Queue} takes no {interaction.Channel}");
                return;
            }
        }

        if (interaction.Phase == InteractionPhase.Attended)
        {
            var occupation = Attention(interaction);
            if (queue is null) Forget(interaction);
            else
            {
                interaction.Agent = null;
                interaction.Place = _now;
                Again(interaction);
            }

            // Wrap-up first: who transfers is not offered the same person meanwhile.
            BeginWrapUp(occupation);
            if (queue is not null) Enter(interaction, queue);
            return;
        }

        var freed = WithdrawOffer(interaction);
        Unwait(interaction);
        interaction.HeldFor = null;
        Conclude(interaction, Outcome.Transferred, null);
        if (queue is null) Forget(interaction);
        else
        {
            interaction.IsCallback = false;
            interaction.Phase = InteractionPhase.InMenu;
            Again(interaction);
            Enter(interaction, queue);
        }

        if (freed is not null) ListAndFeed(freed);
    }

    private void Return(InteractionReturned what)
    {
        if (Here(what, what.Interaction) is not { } interaction) return;
        if (interaction.Phase != InteractionPhase.Attended)
        {
            Refuse(what, $"interaction {what.Interaction} is with no agent");
            return;
        }

        var agent = interaction.Agent!;
        ReturnFrom(agent, Attention(interaction), interaction);
        ListAndFeed(agent);
    }

    private void ReturnFrom(AgentState agent, Occupation occupation, InteractionState interaction)
    {
        Unoccupy(occupation);
        List(agent);
        if (interaction.Queue is null)
        {
            Forget(interaction);
            return;
        }

        Again(interaction);
        interaction.EnteredAt = _now;
        (interaction.Step, interaction.Raised, interaction.IsWatched) = (0, 0, false);
        interaction.PrefersLast = true;
        interaction.Epoch++;
        BackToHead(interaction);
    }

    private void Start(OutboundStarted what)
    {
        if (!Knows(what, what.Agent, out var agent)) return;
        QueueState? queue = null;
        if (what.Queue is not null && !Knows(what, what.Queue, out queue)) return;

        if (agent.Status == AgentStatus.SignedOut) Refuse(what, $"agent {what.Agent} is not signed in");
        else if (_interactions.ContainsKey(what.Interaction)) Refuse(what, $"interaction {what.Interaction} is here already");
        else if (!agent.CanTake(what.Channel)) Refuse(what, $"agent {what.Agent} can take no more by {what.Channel}");
        else if (queue?.Rules.Channels.Contains(what.Channel) == false) Refuse(what, $"queue {what.Queue} takes no {what.Channel}");
        else if (agent.With(what.Interaction) is not null) Refuse(what, $"agent {what.Agent} is in wrap-up of interaction {what.Interaction}");
        else
        {
            var interaction = New(what.Interaction, what.Channel);
            (interaction.Phase, interaction.Outbound, interaction.Agent, interaction.Queue) = (InteractionPhase.Attended, true, agent, queue);
            Occupy(agent, interaction, queue, OccupationPhase.Attending);
            List(agent);
            _said.Add(new ArrivalEnded(Now, interaction.Id, interaction.Arrival, queue?.Rules.Id, Outcome.Answered, agent.Profile.Id, NodaTime.Duration.Zero));
        }
    }

    private InteractionState? Here(DistributionEvent what, Guid id)
    {
        if (_interactions.TryGetValue(id, out var interaction)) return interaction;
        Refuse(what, $"no interaction {id}");
        return null;
    }
}

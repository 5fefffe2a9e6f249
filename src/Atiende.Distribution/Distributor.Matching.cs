using Atiende.Distribution.Decisions;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution;

// Bringing together: an interaction looks for an agent, or an agent for interactions.
public sealed partial class Distributor
{
    // Far more than any wait: who goes back to the head of a queue is before all who never left it.
    private static readonly long Head = Duration.FromDays(3650).BclCompatibleTicks;

    // To who is free, or into the queue. What waits already is moved to where it belongs now.
    private void Place(InteractionState interaction)
    {
        Unwait(interaction);
        interaction.Rank = RankOf(interaction);
        interaction.Lane = LaneOf(interaction);
        if (SeatFor(interaction) is { } seat) Offer(interaction, seat);
        else Wait(interaction);
    }

    private void Feed(AgentState agent)
    {
        while (NextFor(agent) is var (interaction, seat))
        {
            Unwait(interaction);
            Offer(interaction, seat);
        }
    }

    private Seat? SeatFor(InteractionState interaction)
    {
        var (queue, lane) = (interaction.Queue!, interaction.Lane!);
        if (interaction.HeldFor is { } only) return ListedSeat(only, interaction, lane);

        if (interaction.LastAgent is { } last && (interaction.PrefersLast || queue.Rules.Strategy == Strategy.LastAgentFirst)
            && _agents.TryGetValue(last, out var known) && ListedSeat(known, interaction, lane) is { } seat)
        {
            return seat;
        }

        if (!queue.Free.TryGetValue(interaction.Channel, out var free)) return null;
        foreach (var one in free)
        {
            if (May(one, interaction, lane)) return one;
        }

        return null;
    }

    private static Seat? ListedSeat(AgentState agent, InteractionState interaction, Lane lane)
    {
        foreach (var seat in agent.Seats)
        {
            if (seat.Listed && seat.Queue == interaction.Queue && seat.Channel == interaction.Channel && May(seat, interaction, lane)) return seat;
        }

        return null;
    }

    // The one who has waited longest, points of priority counted, among the first of each lane.
    private static (InteractionState Interaction, Seat Seat)? NextFor(AgentState agent)
    {
        (InteractionState Interaction, Seat Seat)? best = null;
        foreach (var seat in agent.Seats)
        {
            if (!seat.Listed) continue;
            foreach (var lane in seat.Queue.Busy)
            {
                if (lane.Key.Channel != seat.Channel || (best is { } so && lane.Waiting.First!.Rank.CompareTo(so.Interaction.Rank) >= 0)) continue;
                Consider(lane.Waiting, seat, ref best);
            }

            if (agent.Held.Count > 0) Consider(agent.Held, seat, ref best);
        }

        return best;
    }

    private static void Consider(RankedList<InteractionState> waiting, Seat seat, ref (InteractionState Interaction, Seat Seat)? best)
    {
        foreach (var interaction in waiting)
        {
            if (best is { } found && interaction.Rank.CompareTo(found.Interaction.Rank) >= 0) return;
            if (interaction.Queue == seat.Queue && interaction.Channel == seat.Channel)
            {
                if (May(seat, interaction, interaction.Lane!))
                {
                    best = (interaction, seat);
                    return;
                }

                // Who may not have the first of a lane may have none of it, unless the first is still in hand.
                if (interaction.HeldFor is null && seat.Agent.With(interaction.Id) is null) return;
            }
        }
    }

    private static bool May(Seat seat, InteractionState interaction, Lane lane) =>
        seat.Membership.Tier <= lane.Tier
        && (lane.Floors.Length == 0 || seat.Agent.Meets(lane.Floors))
        && (seat.Agent.Occupations.Count == 0 || seat.Agent.With(interaction.Id) is null);

    private void Offer(InteractionState interaction, Seat seat)
    {
        var (agent, queue) = (seat.Agent, seat.Queue);
        var occupation = Occupy(agent, interaction, queue, OccupationPhase.Offered);
        occupation.Until = _now + queue.Rules.RingFor.BclCompatibleTicks;
        interaction.Phase = InteractionPhase.Offered;
        interaction.HeldFor = null;
        interaction.Agent = agent;
        if (queue.Rules.Strategy == Strategy.RoundRobin) queue.LastOffers[agent.Profile.Id] = ++_offers;
        List(agent);
        _alarms.Set(AlarmKind.OfferOver, occupation, 0, occupation.Until);
        if (_rules.ShownWithin is { } within) _alarms.Set(AlarmKind.OfferNotShown, occupation, 0, _now + within.BclCompatibleTicks);
        _said.Add(new Offered(Now, interaction.Id, agent.Profile.Id, queue.Rules.Id, interaction.Outbound, Instant.FromUnixTimeTicks(occupation.Until)));
    }

    private static Occupation Occupy(AgentState agent, InteractionState interaction, QueueState? queue, OccupationPhase phase)
    {
        var alone = agent.Profile.Capacities.FirstOrDefault(capacity => capacity.Channel == interaction.Channel)?.Alone ?? true;
        var occupation = new Occupation(interaction.Id, agent, interaction.Channel, alone, queue) { Phase = phase };
        agent.Occupations.Add(occupation);
        return occupation;
    }

    private void Unoccupy(Occupation occupation)
    {
        occupation.IsOver = true;
        occupation.Agent.Occupations.Remove(occupation);
        occupation.Agent.IdleSince = _now;
    }

    // Seats stand in the lists of free ones while the agent could take something by them, each at the place its queue's strategy gives it.
    private static void List(AgentState agent)
    {
        var free = agent.IsFree;
        foreach (var seat in agent.Seats)
        {
            var listed = free && agent.CanTake(seat.Channel);
            if (!seat.Listed && !listed) continue;

            var list = seat.Queue.FreeFor(seat.Channel);
            if (seat.Listed) list.Remove(seat.Rank);
            seat.Listed = listed;
            if (!listed) continue;
            seat.Rank = seat.NewRank();
            list.Add(seat.Rank, seat);
        }
    }

    private void ListAndFeed(AgentState agent)
    {
        List(agent);
        Feed(agent);
    }

    private Rank RankOf(InteractionState interaction)
    {
        long points = interaction.Priority + interaction.Raised + interaction.Queue!.Rules.Priority;
        return new(interaction.Place - (points * _rules.PointWorth.BclCompatibleTicks) - (interaction.AtHead ? Head : 0), interaction.Arrival, 0);
    }

    private Lane LaneOf(InteractionState interaction)
    {
        var queue = interaction.Queue!;
        var key = new LaneKey(interaction.Channel, interaction.Step, interaction.NeedsNumber);
        if (queue.Lanes.TryGetValue(key, out var lane)) return lane;

        var (tier, ease) = (queue.Rules.Tier, 0);
        foreach (var step in queue.Rules.Ladder.Take(interaction.Step)) (tier, ease) = (Math.Max(tier, step.Tier ?? tier), ease + step.EaseSkills);
        return queue.Lanes[key] = new(key, tier, [.. interaction.Needs.Where(need => need.Level > ease).Select(need => new SkillFloor(SkillNumber(need.Skill), need.Level - ease))]);
    }
}

using System.Text.Json;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using Atiende.Distribution.State;
using NodaTime;

namespace Atiende.Distribution.Tests;

/// <summary>What holds in any history. Each law is checked by what it says, not by the engine's own ways.</summary>
public sealed class Laws
{
    public static TheoryData<int> Seeds => Dice.Seeds;

    [Theory, MemberData(nameof(Seeds))]
    public void Nothing_is_offered_twice(int seed)
    {
        var (ringing, attended, offers) = (new Dictionary<Guid, Guid>(), new HashSet<Guid>(), 0);
        new History(seed).Play(seen =>
        {
            if (!seen.Decisions.OfType<Refused>().Any()) attended.ExceptWith(Released(seen));
            foreach (var decision in seen.Decisions)
            {
                switch (decision)
                {
                    case Offered offered:
                        Assert.DoesNotContain(offered.Interaction, attended);
                        Assert.True(ringing.TryAdd(offered.Interaction, offered.Agent), "it rang already");
                        offers++;
                        break;
                    case OfferWithdrawn withdrawn:
                        Assert.True(ringing.Remove(withdrawn.Interaction, out var had) && had == withdrawn.Agent, "it did not ring there");
                        break;
                    case ArrivalEnded { Outcome: Outcome.Answered } answered:
                        Assert.True(attended.Add(answered.Interaction), "it was attended already");
                        if (seen.What is OfferAccepted) Assert.True(ringing.Remove(answered.Interaction));
                        break;
                    case ArrivalEnded ended:
                        Assert.DoesNotContain(ended.Interaction, ringing.Keys);
                        break;
                    default: break;
                }
            }

            Assert.Equal(
                ringing.OrderBy(r => r.Key).Select(r => (r.Key, r.Value)),
                seen.After.Agents.SelectMany(a => a.Occupations.Where(o => o.Phase == OccupationPhase.Offered).Select(o => (o.Interaction, a.Profile.Id))).OrderBy(r => r.Interaction));
        });
        Assert.True(offers > 10, "too little happened");
    }

    private static IEnumerable<Guid> Released(Seen seen) => seen.What switch
    {
        InteractionLeft left => [left.Interaction],
        InteractionTransferred transferred => [transferred.Interaction],
        InteractionReturned returned => [returned.Interaction],
        AgentReleased released => seen.Before.Interactions.Where(i => i.Agent == released.Agent).Select(i => i.Id),
        _ => [],
    };

    [Theory, MemberData(nameof(Seeds))]
    public void Capacity_is_kept_and_wrap_up_counts(int seed)
    {
        // A profile may shrink below what is in hand; then nothing is added until it fits again.
        new History(seed).Play(seen => Assert.All(seen.After.Agents, agent =>
        {
            if (agent.Occupations.Any(o => o.Channel == Channel.Voice)) Assert.Single(agent.Occupations);
            Assert.True(agent.Occupations.Length <= 3);
        }));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void First_come_first_served_within_equal_priority_and_needs(int seed)
    {
        var compared = 0;
        new History(seed).Play(seen =>
        {
            foreach (var (taken, waiting) in Overtaken(seen))
            {
                compared++;
                if (taken.Priority == waiting.Priority) Assert.True(taken.Place <= waiting.Place, $"{waiting.Id} waits since {waiting.Place}, {taken.Id} since {taken.Place} was offered");
            }
        });
        Assert.True(compared > 0, "nothing was compared");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Nobody_is_overtaken_by_who_comes_later_than_the_points_are_worth(int seed) =>
        new History(seed).Play(seen => Assert.All(
            Overtaken(seen), pair => Assert.True(pair.Taken.Place - pair.Waiting.Place <= History.Rules.PointWorth * (pair.Taken.Priority - pair.Waiting.Priority + 1) || pair.Taken.Place <= pair.Waiting.Place)));

    // What was offered in a step, with each one that waits on in the same queue and asks for the same.
    private static IEnumerable<(InteractionPicture Taken, InteractionPicture Waiting)> Overtaken(Seen seen) =>
        from offered in seen.Decisions.OfType<Offered>()
        let taken = seen.After.Interactions.FirstOrDefault(i => i.Id == offered.Interaction && i.Phase == InteractionPhase.Offered)
        where taken is { AtHead: false } && !IsPreference(seen, taken)
        from waiting in seen.After.Interactions
        where waiting is { Phase: InteractionPhase.Waiting, HeldFor: null } && waiting.Queue == taken.Queue && waiting.Channel == taken.Channel
            && waiting.Step == taken.Step && waiting.Needs.SequenceEqual(taken.Needs)
        select (taken, waiting);

    private static bool IsPreference(Seen seen, InteractionPicture taken) =>
        taken.LastAgent == taken.Agent || seen.Before.Interactions.Any(i => i.Id == taken.Id && i.HeldFor is not null);

    [Theory, MemberData(nameof(Seeds))]
    public void A_free_agent_and_a_waiting_interaction_that_the_agent_may_have_never_coexist(int seed)
    {
        var looked = 0;
        new History(seed).Play(seen =>
        {
            foreach (var waiting in seen.After.Interactions.Where(i => i.Phase == InteractionPhase.Waiting))
            {
                looked++;
                if (seen.After.Agents.FirstOrDefault(agent => MayHave(agent, waiting, seen.After)) is { } free) Assert.Fail($"after {seen.What}: {Text(free)} is free, {waiting} waits");
            }
        });
        Assert.True(looked > 50, "nobody waited");
    }

    private static bool MayHave(AgentPicture agent, InteractionPicture waiting, DistributionPicture now)
    {
        var rules = now.Queues.Single(q => q.Rules.Id == waiting.Queue).Rules;
        var steps = rules.Ladder.Take(waiting.Step).ToList();
        var tier = steps.Select(step => step.Tier ?? 0).Append(rules.Tier).Max();
        var ease = steps.Sum(step => step.EaseSkills);
        var inHand = agent.Occupations;
        return agent is { Status: AgentStatus.Available, Silent: false, Resting: false }
            && agent.Profile.Memberships.Any(m => m.Queue == waiting.Queue && m.Tier <= tier)
            && (agent.WorkingSet is null || History.Rules.WorkingSets[agent.WorkingSet].Contains(waiting.Queue!))
            && (waiting.HeldFor is null || waiting.HeldFor == agent.Profile.Id)
            && waiting.Needs.All(need => agent.Profile.Skills.GetValueOrDefault(need.Skill) >= need.Level - ease)
            && inHand.All(o => o.Channel != Channel.Voice && o.Interaction != waiting.Id)
            && (waiting.Channel == Channel.Voice ? inHand.IsEmpty : inHand.Length < 3);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_arrival_ends_in_exactly_one_outcome(int seed)
    {
        var ended = new Dictionary<long, Outcome>();
        var history = new History(seed).Play(seen =>
        {
            foreach (var end in seen.Decisions.OfType<ArrivalEnded>()) Assert.True(ended.TryAdd(end.Arrival, end.Outcome), $"arrival {end.Arrival} ended twice");
            var present = seen.After.Interactions.Where(i => i.Phase != InteractionPhase.Attended).Select(i => i.Arrival);
            var all = present.Concat(ended.Keys).Order().ToList();
            Assert.Equal(Enumerable.Range(1, all.Count).Select(number => (long)number), all);
        });
        Assert.NotEmpty(history.Events);
        Assert.True(ended.Values.Distinct().Count() >= 4, "few outcomes were seen");
    }

    [Fact]
    public void All_outcomes_are_seen_in_the_histories()
    {
        var seen = new HashSet<Outcome>();
        for (var seed = 1; seed <= 20; seed++) new History(seed).Play(step => seen.UnionWith(step.Decisions.OfType<ArrivalEnded>().Select(end => end.Outcome)));
        Assert.Equal(Enum.GetValues<Outcome>(), seen.Order());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Nothing_is_offered_to_who_is_away_or_silent(int seed)
    {
        var lastSeen = new Dictionary<Guid, Instant>();
        new History(seed).Play(seen =>
        {
            if (seen.What is AgentSeen or AgentSignedIn)
            {
                var agent = seen.What is AgentSeen s ? s.Agent : ((AgentSignedIn)seen.What).Agent;
                if (!seen.Decisions.OfType<Refused>().Any()) lastSeen[agent] = seen.What.At;
            }

            if (seen.What is RulesSet) lastSeen.Keys.ToList().ForEach(agent => lastSeen[agent] = seen.What.At);
            foreach (var offered in seen.Decisions.OfType<Offered>()) Assert.True(lastSeen[offered.Agent] + History.Rules.Lease >= offered.At, "silent for longer than the lease");
        });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_state_rebuilt_from_stored_events_is_the_live_one(int seed)
    {
        var decisions = new List<string>();
        var history = new History(seed).Play(seen => decisions.AddRange(seen.Decisions.Select(Text)));
        var stored = history.Events.Select(what => JsonSerializer.Serialize(what, DistributionJson.Options)).ToList();

        var again = new List<string>();
        var rebuilt = new Distributor();
        foreach (var line in stored) again.AddRange(rebuilt.Step(JsonSerializer.Deserialize<DistributionEvent>(line, DistributionJson.Options)!).Select(Text));

        Assert.Equal(decisions, again);
        Assert.Equal(decisions, decisions.Select(line => Text(JsonSerializer.Deserialize<Decision>(line, DistributionJson.Options)!)));
        Assert.Equal(Text(history.Distributor.Picture()), Text(rebuilt.Picture()));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Alarms_that_come_late_or_never_change_nothing(int seed)
    {
        var decisions = new List<string>();
        var history = new History(seed).Play(seen => decisions.AddRange(seen.Decisions.Select(Text)));

        var again = new List<string>();
        var lazy = new Distributor();
        foreach (var what in history.Events.Where(what => what is not TimePassed)) again.AddRange(lazy.Step(what).Select(Text));
        again.AddRange(lazy.Step(new TimePassed(history.Distributor.Picture().At)).Select(Text));

        Assert.Equal(decisions, again);
        Assert.Equal(Text(history.Distributor.Picture()), Text(lazy.Picture()));
    }

    // By the base, which names the kind.
    private static string Text(Decision decision) => JsonSerializer.Serialize(decision, DistributionJson.Options);

    private static string Text<T>(T picture) => JsonSerializer.Serialize(picture, DistributionJson.Options);
}

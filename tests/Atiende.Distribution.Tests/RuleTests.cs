using Atiende.Distribution.Rules;
using NodaTime;

namespace Atiende.Distribution.Tests;

public sealed class RuleTests
{
    private static readonly QueueRules Plain = new("101");

    [Fact]
    public void Who_came_first_is_offered_first_to_who_has_been_idle_longest() =>
        new Story(Plain).With("ana").With("luis").Goes("""
09:00:00 in luis
09:00:01 in ana
09:00:10 call 1 to 101
    offer 1 to luis
09:00:11 take 1 by luis
    1 Answered by luis after 1 s
09:00:12 call 2 to 101
    offer 2 to ana
09:00:13 call 3 to 101
09:00:14 call 4 to 101
09:00:15 take 2 by ana
    2 Answered by ana after 3 s
09:01:00 leave 2
    wrap-up of ana
09:01:15 tick
    wrap-up of ana over
    offer 3 to ana
""");

    [Fact]
    public void A_missed_offer_goes_back_to_the_head_and_the_second_sets_the_agent_to_not_answering() =>
        new Story(Plain).With("ana").With("luis").Goes("""
09:00:00 in ana
09:00:10 call 1 to 101
    offer 1 to ana
09:00:11 call 2 to 101 priority=1
09:00:25 tick
    withdraw 1 from ana: Missed
    offer 1 to ana
09:00:40 tick
    ana does not answer
    withdraw 1 from ana: Missed
09:00:50 in luis
    offer 1 to luis
09:00:51 take 1 by luis
    1 Answered by luis after 41 s
09:01:00 ready ana
    offer 2 to ana
""");

    [Fact]
    public void A_point_of_priority_is_worth_a_minute_of_waiting_so_nobody_waits_for_ever() =>
        new Story(Plain).With("ana").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 take 1 by ana
    1 Answered by ana after 1 s
09:00:10 call 2 to 101
09:01:00 call 3 to 101 priority=1
09:01:20 call 4 to 101 priority=1
09:02:00 leave 1
    wrap-up of ana
09:02:15 tick
    wrap-up of ana over
    offer 3 to ana
09:02:16 take 3 by ana
    3 Answered by ana after 76 s
09:03:00 leave 3
    wrap-up of ana
09:03:01 done ana 3
    wrap-up of ana over
    offer 2 to ana
""");

    [Fact]
    public void The_longest_waiter_is_first_across_queues() =>
        new Story(Plain, new("102")).With("ana", null, "101", "102").Goes("""
09:00:00 in ana
09:00:00 dial 9 by ana
    9 Answered by ana after 0 s
09:00:10 call 1 to 102
09:00:20 call 2 to 101
09:00:30 leave 9
    wrap-up of ana
09:00:45 tick
    wrap-up of ana over
    offer 1 to ana
""");

    [Fact]
    public void Skills_are_asked_for_by_level_and_the_ladder_eases_them_opens_tiers_and_overflows() =>
        new Story(
            Plain with
            {
                Ladder = [new(Duration.FromSeconds(20)) { EaseSkills = 1 }, new(Duration.FromSeconds(40)) { Tier = 1 }, new(Duration.FromSeconds(60)) { ToQueue = "102" }],
                RingFor = Duration.FromSeconds(100),
            },
            new("102"))
            .With("ana", agent => agent with { Skills = agent.Skills.Add("english", 1) })
            .With("luis", agent => agent with { Memberships = [new("101", Tier: 1)] })
            .With("eva", null, "102").Goes("""
09:00:00 in ana
09:00:00 in luis
09:00:00 call 1 to 101 english=2
09:00:00 call 2 to 101 german=3
09:00:20 tick
    1 at step 1
    offer 1 to ana
    2 at step 1
09:00:21 call 3 to 101
09:00:30 in eva
09:00:40 tick
    2 at step 2
09:00:41 tick
    3 at step 1
09:01:00 tick
    2 at step 3
    2 Overflowed after 60 s
09:01:00 call 4 to 102
    offer 4 to eva
09:01:01 tick
    3 at step 2
    offer 3 to luis
""");

    [Fact]
    public void Wrap_up_belongs_to_the_agent_in_every_queue_and_after_a_transfer() =>
        new Story(Plain, new("102")).With("ana", null, "101", "102").With("luis", null, "102").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 take 1 by ana
    1 Answered by ana after 1 s
09:00:30 transfer 1 to 102
    wrap-up of ana
09:00:31 call 2 to 102
09:00:32 in luis
    offer 1 to luis
09:00:45 tick
    wrap-up of ana over
    offer 2 to ana
""");

    [Fact]
    public void One_call_or_three_chats() =>
        new Story(Plain, new("chat") { Channels = [Channel.WebChat], WrapUp = Duration.Zero })
            .With("ana", agent => agent with { Capacities = [new(Channel.Voice, 1, Alone: true), new(Channel.WebChat, 3)] }, "101", "chat").Goes("""
09:00:00 in ana
09:00:01 chat 1 to chat
    offer 1 to ana
09:00:02 chat 2 to chat
    offer 2 to ana
09:00:03 call 3 to 101
09:00:04 chat 4 to chat
    offer 4 to ana
09:00:05 chat 5 to chat
09:00:06 leave 1
    withdraw 1 from ana: InteractionGone
    1 AbandonedShort after 5 s
    offer 5 to ana
""");

    [Fact]
    public void A_desktop_that_falls_silent_stops_being_offered_within_seconds_and_is_offered_things_again_when_seen() =>
        new Story(Plain) { Rules = new() { Lease = Duration.FromSeconds(6) } }.With("ana").Goes("""
09:00:00 in ana
09:00:04 seen ana
09:00:08 call 1 to 101
    offer 1 to ana
09:00:10 tick
    ana is silent
    withdraw 1 from ana: Silent
09:00:20 seen ana
    ana is back
    offer 1 to ana
""");

    [Fact]
    public void A_desktop_that_does_not_show_an_offer_is_not_offered_a_second_in_vain() =>
        new Story(Plain) { Rules = new() { Lease = null, ShownWithin = Duration.FromSeconds(3) } }.With("ana").With("luis").Goes("""
09:00:00 in ana
09:00:01 in luis
09:00:08 call 1 to 101
    offer 1 to ana
09:00:11 tick
    ana does not answer
    withdraw 1 from ana: Silent
    offer 1 to luis
09:00:12 shown 1 by luis
09:00:16 call 2 to 101
""");

    [Fact]
    public void Closed_full_and_without_agents_each_have_their_outcome() =>
        new Story(Plain with { MostWaiting = 1 }).With("ana").Goes("""
09:00:00 call 1 to 101
    1 NoAgents after 0 s
09:00:01 in ana
09:00:02 call 2 to 101
    offer 2 to ana
09:00:03 call 3 to 101
09:00:04 call 4 to 101
    4 Full after 0 s
09:00:05 close 101
09:00:06 call 5 to 101
    5 Closed after 0 s
09:00:07 leave 2
    withdraw 2 from ana: InteractionGone
    2 AbandonedShort after 5 s
    offer 3 to ana
09:00:12 leave 3
    withdraw 3 from ana: InteractionGone
    3 AbandonedInQueue after 9 s
09:00:13 arrive 6
09:00:14 leave 6
    6 AbandonedInIvr after 1 s
""");

    [Fact]
    public void A_call_back_keeps_the_place_and_is_there_once_for_a_person() =>
        new Story(Plain).With("ana").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 take 1 by ana
    1 Answered by ana after 1 s
09:00:10 call 2 to 101 person=a
09:00:20 call 3 to 101
09:00:30 callback 2 as 20
    2 Callback after 20 s
    20 calls 2 back
09:00:40 call 4 to 101 person=a
    20 Transferred after 10 s
09:01:00 leave 1
    wrap-up of ana
09:01:15 tick
    wrap-up of ana over
    offer 4 to ana
""");

    [Fact]
    public void Position_and_expected_wait_are_told() =>
        new Story(Plain with { AnnounceFirst = Duration.FromSeconds(10), AnnounceEvery = Duration.FromSeconds(30), WrapUp = Duration.Zero }).With("ana").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:00 call 2 to 101
09:00:01 call 3 to 101
09:00:02 call 4 to 101
09:00:02 take 1 by ana
    1 Answered by ana after 2 s
09:00:10 tick
    tell 2: position 1
09:00:11 tick
    tell 3: position 2
09:00:12 leave 1
    tell 4: position 3
    offer 2 to ana
09:00:22 take 2 by ana
    2 Answered by ana after 22 s
09:00:41 tick
    tell 3: position 1, about 20 s
""");

    [Fact]
    public void The_last_agent_is_waited_for_a_while_and_then_anybody_may_have_it() =>
        new Story(Plain with { Strategy = Strategy.LastAgentFirst, HoldForLastAgent = Duration.FromSeconds(20) }).With("ana").With("luis").Goes("""
09:00:00 in ana
09:00:00 dial 9 by ana
    9 Answered by ana after 0 s
09:00:01 in luis
09:00:02 call 1 to 101 last=ana
09:00:03 call 2 to 101 last=luis
    offer 2 to luis
09:00:04 leave 2
    withdraw 2 from luis: InteractionGone
    2 AbandonedShort after 1 s
09:00:22 tick
    offer 1 to luis
""");

    [Fact]
    public void Who_lost_the_agent_goes_before_all_others_and_a_stuck_agent_is_freed_with_one_event() =>
        new Story(Plain).With("ana").With("luis").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 take 1 by ana
    1 Answered by ana after 1 s
09:00:02 call 2 to 101 priority=5
09:00:30 pause ana lunch
09:00:40 free ana
09:00:50 in luis
    offer 1 to luis
09:00:51 take 1 by luis
    1 Answered by luis after 11 s
09:30:30 tick
    ana paused too long
    ana is back
    offer 2 to ana
""");

    [Fact]
    public void Nothing_of_other_queues_is_offered_in_a_working_set() =>
        new Story(Plain, new("102") { EmptiesWithoutAgents = true }) { Rules = new() { Lease = null, WorkingSets = new DistributionRules().WorkingSets.Add("mornings", ["101"]) } }
            .With("ana", null, "101", "102").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 call 2 to 102
09:00:08 set ana mornings
    2 NoAgents after 7 s
09:00:09 call 3 to 102
    3 NoAgents after 0 s
""");

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing() =>
        new Story(Plain).With("ana").Goes("""
09:00:00 in ana
09:00:00 call 1 to 101
    offer 1 to ana
09:00:01 call 1 to 101
    refused: interaction
09:00:02 in ana
    refused: agent
09:00:03 leave 7
    refused: no
09:00:04 reject 1 by ana
    withdraw 1 from ana: Rejected
09:00:05 take 1 by ana
    refused: agent
09:00:14 tick
    offer 1 to ana
""");

    // The first call is left while it rings, the others are taken and ended; before the third, b dials somebody by hand.
    [Theory]
    [InlineData(Strategy.LongestIdle, "ccac")]
    [InlineData(Strategy.FewestAttended, "ccab")]
    [InlineData(Strategy.RoundRobin, "cbac")]
    [InlineData(Strategy.PriorityOrder, "aaaa")]
    public void Each_strategy_has_its_own_next_agent(Strategy strategy, string agents)
    {
        var story = new Story(Plain with { Strategy = strategy, WrapUp = Duration.Zero })
            .With("a", agent => agent with { Memberships = [new("101", Order: 1)] })
            .With("b", agent => agent with { Memberships = [new("101", Order: 2)] })
            .With("c", agent => agent with { Memberships = [new("101", Order: 3)] });

        story.Goes($"""
09:00:00 in c
09:00:01 in b
09:00:02 in a
09:01:00 call 1 to 101
    offer 1 to {agents[0]}
09:01:05 leave 1
    withdraw 1 from {agents[0]}: InteractionGone
    1 AbandonedShort after 5 s
09:02:00 call 2 to 101
    offer 2 to {agents[1]}
09:02:01 take 2 by {agents[1]}
    2 Answered by {agents[1]} after 1 s
09:02:30 leave 2
09:02:31 dial 9 by b
    9 Answered by b after 0 s
09:02:40 leave 9
09:03:00 call 3 to 101
    offer 3 to {agents[2]}
09:03:01 take 3 by {agents[2]}
    3 Answered by {agents[2]} after 1 s
09:03:30 leave 3
09:04:00 call 4 to 101
    offer 4 to {agents[3]}
""");
    }

    [Fact]
    public void Rules_that_cannot_be_worked_with_are_refused_by_name()
    {
        var fault = Assert.Throws<RuleFaultException>(() => new Distributor().Step(new Events.QueueSet(Instant.MinValue, Plain with { RingFor = Duration.Zero })));
        Assert.Equal("queue 101: ring for: must be more than nothing", fault.Message);
    }
}

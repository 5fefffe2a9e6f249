using System.Diagnostics;
using Atiende.Distribution;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Events;
using Atiende.Distribution.Rules;
using Atiende.Distribution.Simulation;
using NodaTime;

namespace Atiende.Bench;

/// <summary>Decisions a second and bytes a decision of the engine in a large centre under more calls than it can take, and a month simulated.</summary>
internal static class DistributionBench
{
    private const int Queues = 100, Agents = 5_000, Waiting = 10_000;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);

    public static int Run()
    {
        Bare();
        Decide();
        Month();
        return 0;
    }

    private static void Bare()
    {
        var queue = new PriorityQueue<Guid, (long, long)>();
        for (var i = 0; i < Waiting; i++) queue.Enqueue(Id(i), (i, i));
        var (clock, done) = (Stopwatch.StartNew(), 0L);
        for (; clock.Elapsed.TotalSeconds < 2; done++)
        {
            queue.Enqueue(Id((int)done), (done + Waiting, done));
            queue.Dequeue();
        }

        Console.WriteLine($"bare loop, one into a priority queue of {Waiting:N0} and one out: {done / clock.Elapsed.TotalSeconds:N0} a second");
    }

    // Each round one call ends, its agent is done and is offered the next, takes it, and a new one comes: 10,000 wait all the time.
    private static void Decide()
    {
        var (distributor, said, now, ids) = (new Distributor(), new List<Decision>(), Start, 0);
        void Step(DistributionEvent what) => distributor.Step(what, said);

        Step(new RulesSet(now, new() { Lease = null }));
        for (var q = 0; q < Queues; q++) Step(new QueueSet(now, new($"{q}") { AnnounceFirst = Duration.FromSeconds(30), AnnounceEvery = Duration.FromSeconds(60), Ladder = [new(Duration.FromMinutes(3)) { Tier = 1 }, new(Duration.FromMinutes(10)) { RaisePriority = 1 }] }));
        for (var a = 0; a < Agents; a++)
        {
            var profile = new AgentProfile(Id(-1 - a)) { Memberships = [new($"{a % Queues}"), new($"{(a + 1) % Queues}"), new($"{(a * 7 + 3) % Queues}", Tier: 1)] };
            profile = profile with { Memberships = [.. profile.Memberships.DistinctBy(membership => membership.Queue)], Skills = profile.Skills.Add("english", a % 3) };
            Step(new AgentSet(now, profile));
            Step(new AgentSignedIn(now, profile.Id));
        }

        var busy = new Queue<(Guid Agent, Guid Call)>();
        long decisions = 0, events = 0;
        void Heed()
        {
            decisions += said.Count;
            var offers = said.OfType<Offered>().ToArray();
            said.Clear();
            foreach (var offer in offers)
            {
                Step(new OfferAccepted(now, offer.Interaction, offer.Agent));
                events++;
                decisions += said.Count;
                said.Clear();
                busy.Enqueue((offer.Agent, offer.Interaction));
            }
        }

        void Come()
        {
            var n = ++ids;
            Step(new InteractionQueued(now, Id(n), $"{n * 31L % Queues}", Channel.Voice) { Priority = n % 11 == 0 ? 1 : 0, Needs = n % 4 == 0 ? [new("english", 1)] : [] });
            events++;
            Heed();
        }

        while (busy.Count + Waiting > ids) Come();
        void Round()
        {
            now += Duration.FromMilliseconds(20);
            var (agent, call) = busy.Dequeue();
            Step(new InteractionLeft(now, call));
            Heed();
            Step(new WrapUpEnded(now, agent, call));
            Heed();
            events += 2;
            Come();
        }

        for (var i = 0; i < 50_000; i++) Round();
        var rates = new List<double>();
        long all = 0, bytes = 0, allEvents = 0;
        for (var round = 0; round < 5; round++)
        {
            (decisions, events) = (0, 0);
            var (before, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            while (clock.Elapsed.TotalSeconds < 2)
            {
                for (var i = 0; i < 100; i++) Round();
            }

            rates.Add(decisions / clock.Elapsed.TotalSeconds);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            (all, allEvents) = (all + decisions, allEvents + events);
        }

        rates.Sort();
        Console.WriteLine($"distribution, {Queues} queues, {Agents:N0} agents, {Waiting:N0} waiting: {rates[2]:N0} decisions/s (median of 5; {rates[2] * allEvents / all:N0} events/s), {(double)bytes / all:N0} bytes/decision, the events' own among them");
    }

    // Thirty days of twelve hours with a morning's peak; the agents of a half-hour are not planned, all 200 are there.
    private static void Month()
    {
        var rates = new List<ArrivalRate>();
        for (var day = 0; day < 30; day++)
        {
            for (var half = 0; half < 24; half++)
            {
                var share = (1 + Math.Cos((half - 6) / 24.0 * 2 * Math.PI) * 0.5) / 24;
                for (var queue = 0; queue < 12; queue++) rates.Add(new(Start + Duration.FromDays(day) + Duration.FromMinutes(30 * half), Duration.FromMinutes(30), $"{queue}", 300_000 / 30.0 / 12 * share));
            }
        }

        var scenario = new Scenario
        {
            Queues = [.. Enumerable.Range(0, 12).Select(q => new QueueRules($"{q}") { AnnounceFirst = Duration.FromSeconds(20), AnnounceEvery = Duration.FromSeconds(30) })],
            Agents = [.. Enumerable.Range(0, 200).Select(a => new AgentProfile(Id(-1 - a)) { Memberships = [new($"{a % 12}"), new($"{(a + 1) % 12}"), new($"{(a + 2) % 12}")] })],
            Shifts = [.. from day in Enumerable.Range(0, 30) from a in Enumerable.Range(0, 200) select new Shift(Id(-1 - a), Start + Duration.FromDays(day), Start + Duration.FromDays(day) + Duration.FromHours(12.5))],
            Arrivals = Arrivals.Of(rates, new Dice(1)),
            Handling = new Times.LogNormal(540, 0.8),
            Patience = new Times.Exponential(240),
            Answering = new Times.LogNormal(4, 0.5),
        };

        var clock = Stopwatch.StartNew();
        var figures = Simulator.Run(scenario, 1);
        Console.WriteLine($"a month simulated: {figures.Offered:N0} calls, 200 agents, in {clock.Elapsed.TotalSeconds:0.0} s; {figures.ServiceLevel:P1} answered within 20 s, {figures.Abandoned:P1} abandoned, mean wait {figures.MeanWait.TotalSeconds:0} s, occupancy {figures.Occupancy:P0}");
    }

    private static Guid Id(int number) => new(number, 3, 0, new byte[8]);
}

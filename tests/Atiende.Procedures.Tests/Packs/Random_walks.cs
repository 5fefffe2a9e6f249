using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Procedures.Tests.Packs;

/// <summary>Agents who do anything at any time: whatever they do, no walk breaks, and each is nothing but its events.</summary>
public sealed class Random_walks
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 3, 14, 0);

    // The seed is in the test's name: run it again to see the same walks.
    public static TheoryData<string, int> Seeds => Many(10);

    public static TheoryData<string> Packs => [.. Repository.Packs];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void End_or_go_on_and_replay_to_the_same(string name, int seed) => WalkAll(name, seed);

    [Theory(Explicit = true)]
    [MemberData(nameof(Packs))]
    public void Of_two_thousand_seeds_none_breaks(string name)
    {
        for (var seed = 1; seed <= 2_000; seed++) WalkAll(name, seed);
    }

    private static TheoryData<string, int> Many(int count)
    {
        var data = new TheoryData<string, int>();
        foreach (var pack in Repository.Packs)
        {
            for (var seed = 1; seed <= count; seed++) data.Add(pack, seed);
        }

        return data;
    }

    private static void WalkAll(string name, int seed)
    {
        var pack = ShippedPacks.Read(name);
        var times = new PackTimes(pack);
        var records = new DemonstrationRecords(pack);
        var random = new Random(seed);
        foreach (var procedure in pack.Procedures)
        {
            var walker = new Walker(new ProcedureIndex(procedure.Document, procedure.Sections), PackRules.Of(pack, times));
            var section = procedure.Sections[random.Next(procedure.Sections.Count)];
            Walk(walker, asked => asked is AskRoute route ? PackRouting.Answer(pack, new(pack), route) : records.Find((LookUpRecord)asked), section.Id, random);
        }
    }

    private static void Walk(Walker walker, Func<Question, LookedUp> answer, string section, Random random)
    {
        var history = new List<(WalkInput, Instant)>();
        var pending = new Queue<Question>();
        var ids = new HashSet<string>();
        var run = new Run();
        var now = Start;
        Take(new Begin(section, null, new Dictionary<string, Datum> { ["channel"] = Datum.Of("voice") }));
        for (var i = 0; i < 200 && run.Status is not RunStatus.Ended; i++)
        {
            now += Duration.FromSeconds(random.Next(1, 90));
            if (pending.TryDequeue(out var asked) && random.Next(4) > 0) Take(random.Next(5) == 0 ? new LookedUp(asked.As, LookUpOutcome.Failed, Problem: "slow") : answer(asked));
            else Take(Anything());
        }

        Assert.Equal(Same(run), Same(walker.Replay(history)));

        void Take(WalkInput input)
        {
            var before = run;
            var walked = walker.Step(run, input, now);
            run = walked.Run;
            if (walked.Refusal is not null)
            {
                Assert.Same(before, run);
                return;
            }

            Assert.Equal(before.Sequence + 1, run.Sequence);
            Assert.All(walked.Doings, d => Assert.True(ids.Add(d.Id), $"{d.Id} twice"));
            foreach (var lookUp in walked.Doings.OfType<Question>()) pending.Enqueue(lookUp);
            history.Add((input, now));
        }

        WalkInput Anything()
        {
            var branches = walker.Procedure[run.Node].Branches.ToList();
            var choice = branches.Count > 0 ? branches[random.Next(branches.Count)].Key : null;
            return random.Next(13) switch
            {
                0 => new Back(),
                1 => new Skip(run.Node, "no hace falta", choice),
                2 => new Escalate("sin salida"),
                3 or 4 => new TakeOver(),
                5 => new Provide(run.Node, Data()),
                6 when random.Next(20) == 0 => new CloseEarly("se cortó"),
                7 => new Redirect(run.Cases.Keys.FirstOrDefault() ?? "ticket", random.Next(2) == 0 ? "area-calidad" : "area-nutricion"),
                _ => new Answer(run.Node, Data(), choice, random.Next(10) == 0),
            };
        }

        Dictionary<string, Datum> Data() => (walker.Procedure[run.Node].Node.Ask?.Fields ?? [])
            .Where(_ => random.Next(3) > 0).DistinctBy(f => f.Id.Value)
            .ToDictionary(f => f.Id.Value, f => Datum.Of(f.Options.Count > 0 ? f.Options[random.Next(f.Options.Count)] : $"{random.Next(100_000, 999_999)}"));
    }

    private static string Same(Run run) =>
        $"{run.Sequence} {run.Node} {run.Status} {run.Role} {string.Join(' ', run.Path)} {string.Join(' ', run.Facts.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value.ToText()}"))}";
}

using System.Globalization;
using Atiende.Distribution.Decisions;
using Atiende.Distribution.Rules;
using Atiende.Distribution.Simulation;
using Atiende.Distribution.Staffing;
using NodaTime;

namespace Atiende.Distribution.Tests;

public sealed class SimulationTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 0, 0);
    private static readonly Duration Day = Duration.FromHours(24);

    [Theory]
    [InlineData(10, 12)]
    [InlineData(10, 14)]
    [InlineData(40, 44)]
    public void It_agrees_with_Erlang_C_where_patience_is_endless(double load, int agents)
    {
        var theory = new ErlangC(load / 180, 180, agents);
        var runs = Runs(8, seed => Centre(load, agents, null, seed));

        Near(theory.Waits, runs, figures => (double)figures.Waited / figures.Offered);
        Near(theory.MeanWaitSeconds, runs, figures => figures.MeanWait.TotalSeconds);
        Near(theory.AnsweredWithin(20), runs, figures => figures.ServiceLevel);
        Near(theory.Occupancy, runs, figures => figures.Occupancy);
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(10, 10)]
    [InlineData(40, 42)]
    public void It_agrees_with_Erlang_A_where_people_lose_patience(double load, int agents)
    {
        var theory = new ErlangA(load / 180, 180, 60, agents);
        var runs = Runs(8, seed => Centre(load, agents, new Times.Exponential(60), seed));

        Near(theory.Waits, runs, figures => (double)figures.Waited / figures.Offered);
        Near(theory.Abandons, runs, figures => figures.Abandoned);
        Near(theory.MeanWaitSeconds, runs, figures => figures.MeanWait.TotalSeconds);
        Near(theory.Occupancy, runs, figures => figures.Occupancy);
    }

    // Two days of calls, or half a day of many.
    private static Scenario Centre(double load, int agents, Times? patience, int seed) => Centre(load, agents, patience, seed, load > 20 ? Day / 2 : Day * 2);

    private static Scenario Centre(double load, int agents, Times? patience, int seed, Duration length) => new()
    {
        Queues = [new("101") { WrapUp = Duration.Zero }],
        Agents = [.. Enumerable.Range(1, agents).Select(n => new AgentProfile(Agent(n)) { Memberships = [new("101")] })],
        Shifts = [.. Enumerable.Range(1, agents).Select(n => new Shift(Agent(n), Start, Start + length))],
        Arrivals = Arrivals.Of([new(Start, length, "101", load / 180 * length.TotalSeconds)], new Simulation.Dice(seed * 7919)),
        Handling = new Times.Exponential(180),
        Patience = patience,
    };

    private static List<SimulationFigures> Runs(int many, Func<int, Scenario> of) => [.. Enumerable.Range(1, many).Select(seed => Simulator.Run(of(seed), seed))];

    // Within four standard errors of the replications' mean, and one per cent for beginning empty and ending.
    private static void Near(double theory, List<SimulationFigures> runs, Func<SimulationFigures, double> figure)
    {
        var values = runs.ConvertAll(run => figure(run));
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
        Assert.True(Math.Abs(mean - theory) <= (4 * error) + (0.01 * theory), $"simulated {mean} ± {error}, theory {theory}");
        Assert.True(error <= 0.15 * theory, $"too coarse to say: {mean} ± {error}");
    }

    private static Guid Agent(int number) => new(number, 2, 0, new byte[8]);

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_others()
    {
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));

        static string Text(int seed) => Simulator.Run(Centre(10, 11, new Times.LogNormal(60, 1), seed), seed) is var run ? $"{run.MeanWait} {run.InTime} {run.Events} {run.Abandoned}" : "";
    }

    [Fact]
    public void Everybody_who_comes_has_one_outcome_even_when_the_agents_go_home()
    {
        var scenario = Centre(10, 3, new Times.Exponential(600), 1);
        scenario = scenario with { Shifts = [.. scenario.Shifts.Select(shift => shift with { To = Start + Duration.FromHours(8) })] };
        var came = scenario.Arrivals.Count();

        var figures = Simulator.Run(scenario with { Arrivals = Arrivals.Of([new(Start, Day * 2, "101", 10 / 180.0 * 2 * 86400)], new Simulation.Dice(7919)) }, 1);

        Assert.Equal(came, figures.Offered);
        Assert.True(figures.Of(Outcome.NoAgents) > came / 2);
    }

    [Fact]
    public void Arrivals_are_read_from_a_file_and_a_fault_is_named_by_its_line()
    {
        var read = Arrivals.Read(new StringReader("at,queue,channel,handling\n2026-03-02T08:00:05Z,102\n2026-03-02T08:00:00Z,101,Voice,35.5\n"));
        Assert.Equal([new(Start + Duration.FromHours(8), "101", Channel.Voice, 35.5), new(Start + Duration.FromSeconds((8 * 3600) + 5), "102")], read);

        var fault = Assert.Throws<FormatException>(() => Arrivals.Read(new StringReader("at,queue\n2026-03-02T08:00:05Z,102\nyesterday,101\n")));
        Assert.StartsWith("line 3: not a time", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_give_what_can_be_worked_out_by_hand()
    {
        Assert.Equal(1 / 3.0, new ErlangC(1, 1, 2).Waits, 12);
        Assert.Equal(1 - Math.Exp(-2), new ErlangA(2, 1, 1, 1).Waits, 10); // Patience as long as handling: a Poisson number is there.
        Assert.Equal(new ErlangC(0.05, 180, 11).MeanWaitSeconds, new ErlangA(0.05, 180, 1e9, 11).MeanWaitSeconds, 3);
        var enough = ErlangC.AgentsFor(0.05, 180, 0.8, 20);
        Assert.True(new ErlangC(0.05, 180, enough).AnsweredWithin(20) >= 0.8 && new ErlangC(0.05, 180, enough - 1).AnsweredWithin(20) < 0.8, enough.ToString(CultureInfo.InvariantCulture));
    }
}

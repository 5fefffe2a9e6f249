using System.Text.RegularExpressions;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Desk;

/// <summary>A form handed in twice, by a double click or because its answer was lost, begins one thing.</summary>
public sealed partial class TwiceTests
{
    [Fact]
    public async Task An_attention_and_its_procedure_are_begun_once()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "bo-comteco");
        using var ana = await SignedIn.As(server, "ana.agente@bo-comteco");
        var attempt = Attempt().Match(await ana.Page("/desk")).Groups[1].Value;

        using var first = await ana.Post("/desk", "/desk/start", ("line", "101"), ("attempt", attempt));
        using var again = await ana.Post("/desk", "/desk/start", ("line", "101"), ("attempt", attempt));

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        await using var scope = server.Services.CreateScopeOf("bo-comteco");
        Assert.Single(await scope.Get<IInteractions>().Open(default));
        Assert.Single(await scope.Get<IGuidance>().Open(default));
    }

    [Fact]
    public async Task Another_procedure_of_an_attention_is_begun_once()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        using var ana = await SignedIn.As(server, "ana.ejemplo@sv-hacienda");
        using var started = await ana.Post("/desk", "/desk/start", ("line", "call-center"));
        var desk = started.Headers.Location!.OriginalString;
        var page = await ana.Page(desk);
        var (attempt, section) = (Attempt().Match(page).Groups[1].Value, Section().Match(page).Groups[1].Value);

        for (var time = 0; time < 2; time++) using (await ana.Post(desk, $"{desk}/procedure", ("section", section), ("attempt", attempt))) { }

        await using var scope = server.Services.CreateScopeOf("sv-hacienda");
        Assert.Single(await scope.Get<IGuidance>().Open(default));
    }

    [Theory, BothEngines]
    public async Task The_run_of_a_periods_task_is_begun_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda", new DateTimeOffset(2026, 11, 9, 22, 0, 0, TimeSpan.Zero));
        await using var scope = store.In("sv-hacienda");
        await scope.Get<PeriodicTasks>().PutDue(default);
        var task = (await scope.Get<IInbox>().All(default)).First(t => t.Role == "coordinador");
        var carlos = new Actor("carlos.ejemplo", "Carlos Ejemplo", ["coordinador"]);

        // Begun, and the program stopped before the task was finished.
        await scope.Get<IInbox>().Take(task.Id, carlos.Member, default);
        await scope.Get<IGuidance>().Begin(new("DGS-CALL-CENTER", "7.1", null, null, null, carlos, Run.NoFacts) { Id = task.Id }, default);
        Assert.Equal(task.Id, await scope.Get<PeriodicRuns>().Begin(task.Id, carlos, default));

        Assert.Single(await scope.Get<IGuidance>().Open(default));
    }

    [GeneratedRegex("name=\"attempt\" value=\"([^\"]+)\"")]
    private static partial Regex Attempt();

    [GeneratedRegex("class=\"choice\" name=\"section\" value=\"([^\"]+)\"")]
    private static partial Regex Section();
}

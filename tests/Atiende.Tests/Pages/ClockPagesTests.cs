using System.Collections.Immutable;
using System.Net;
using Atiende.Cases;
using Atiende.Cases.Clocks;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atiende.Tests.Pages;

/// <summary>Clocks as they are seen: on a case's page, on the board, behind each figure.</summary>
public sealed class ClockPagesTests
{
    private const string Soser = "cl-soser";

    // Monday 16 November 2026, 10:00 in Santiago.
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_case_shows_its_clock_how_it_was_counted_and_the_times_of_its_paper()
    {
        var (server, clock) = await Served();
        await using var serving = server;
        var id = await Open(server, ("motivo", "Reclamo"), ("asunto", "Desayuno frío"), ("fecha_hoja", "2026-11-12"));
        clock.Advance(TimeSpan.FromHours(54));
        using var administrator = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var page = await administrator.Page($"/cases/{id}");
        var fragment = await administrator.Page($"/cases/{id}/clocks");

        Assert.All([page, fragment], html =>
        {
            Assert.Contains("72 horas corridas desde lun 16/11/2026 10:00: vence jue 19/11/2026 10:00 (America/Santiago)", html, StringComparison.Ordinal);
            Assert.Contains("Ha corrido el 75 % del plazo", html, StringComparison.Ordinal);
            Assert.Contains("12 nov 2026", html, StringComparison.Ordinal);
            Assert.Contains("El plazo se cuenta desde el ingreso", html, StringComparison.Ordinal);
        });
        await using (var scope = server.Services.CreateScopeOf(Soser))
            await scope.Db().Set<Case>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Unit, "area-nutricion"));
        using var elsewhere = await SignedIn.As(server, "nora.ejemplo@cl-soser");
        Assert.Equal(HttpStatusCode.NotFound, await elsewhere.Status($"/cases/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await elsewhere.Status($"/cases/{id}/clocks"));
    }

    [Fact]
    public async Task The_board_shows_each_promise_with_its_formula_and_what_is_about_to_be_late_by_area()
    {
        var (server, clock) = await Served();
        await using var serving = server;
        var late = await Open(server, ("motivo", "Reclamo"), ("asunto", "Desayuno frío"));
        clock.Advance(TimeSpan.FromHours(73));
        await Open(server, ("motivo", "Reclamo"), ("asunto", "Canasta incompleta"));
        using var administrator = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var board = await administrator.Page("/cases/board?days=7");

        Assert.All(["Reclamos respondidos en plazo", "Sugerencias respondidas en plazo", "meta 98 %", "No se cumple", "Aún sin resultado", "0 ÷ (0 + 0 + 1) = 0 %", "De los ingresados en los últimos 7 días"],
            text => Assert.Contains(text, board, StringComparison.Ordinal));
        Assert.Contains("Área de Calidad <span class=\"text-secondary\">1</span>", board, StringComparison.Ordinal);
        Assert.Contains("/cases/figures/reclamo/late?days=7", board, StringComparison.Ordinal);
        var behind = await administrator.Page("/cases/figures/reclamo/late?days=7");
        Assert.Contains($"/cases/{late}", behind, StringComparison.Ordinal);
        Assert.DoesNotContain("Canasta incompleta", behind, StringComparison.Ordinal);
        Assert.Contains("Canasta incompleta", await administrator.Page("/cases/figures/reclamo/running?days=7"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Status("/cases/figures/nada/late"));
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Status("/cases/figures/reclamo/17"));
        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status("/cases/figures/reclamo/late"));
    }

    [Fact]
    public async Task The_program_tells_by_itself_and_open_pages_hear_of_it()
    {
        var (server, clock) = await Served();
        await using var serving = server;
        await Open(server, ("motivo", "Reclamo"), ("asunto", "Desayuno frío"));
        using var listener = server.Services.GetRequiredService<IHints>().Listen(Soser, "marta.ejemplo");
        await listener.Next(TimeSpan.FromMilliseconds(1), default);

        clock.Advance(TimeSpan.FromHours(36));
        server.Services.GetRequiredService<Bell<CaseClockWork>>().Ring();

        var heard = new HashSet<string>();
        while (!heard.IsSupersetOf([CaseClockKeeper.Topic, "counts"])) heard.UnionWith(await listener.Next(TimeSpan.FromSeconds(30), default));
        await using var scope = server.Services.CreateScopeOf(Soser);
        Assert.Contains(await scope.Get<IInbox>().All(default), task => task.Title.StartsWith("50 % · PAE-2026-000001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_cases_from_before_clocks_were_kept_get_theirs_when_the_program_starts()
    {
        var (server, clock) = await Served();
        await using var serving = server;
        var id = await Open(server, ("motivo", "Reclamo"), ("asunto", "Desayuno frío"));
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            var db = scope.Db();
            await db.Write(async cancel => db.RemoveRange(await db.Set<CaseClockRow>().ToListAsync(cancel)));
            Assert.Empty((await scope.Get<ICaseClocks>().Of(id, default))!.Clocks);
            clock.Advance(TimeSpan.FromHours(1));

            await scope.Get<CaseClockCatchUp>().All(default);
        }

        await using var after = server.Services.CreateScopeOf(Soser);
        Assert.Equal(Monday.AddHours(72), Assert.Single((await after.Get<ICaseClocks>().Of(id, default))!.Clocks).Due);
    }

    private static async Task<(RunningServer Server, TestClock Clock)> Served()
    {
        var clock = new TestClock(Monday);
        var server = await RunningServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await SignedIn.Load(server, Soser);
        return (server, clock);
    }

    private static async Task<Guid> Open(RunningServer server, params (string Name, string Text)[] fields)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var run = Guid.CreateVersion7();
        var ticket = new OpenCase
        {
            Name = "ticket",
            Type = "ticket",
            State = "derivado",
            To = "area-calidad",
            Fields = Case.NoFields.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, Datum.Of(f.Text)))),
        };
        return (await scope.Get<ICases>().Save(new($"{run}:1", run, ticket, null, null, "prueba"), default)).Id;
    }
}

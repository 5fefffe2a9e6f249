using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Cases;
using Atiende.Cases.Clocks;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Atiende.Browser.Tests.Rooms;

/// <summary>Clocks in a real browser: the case's page, the board, what a figure opens, the warning's task.</summary>
public sealed class ClockPagesTests(Chromium chromium)
{
    [Theory]
    [InlineData(false, "es", 1366, 768)]
    [InlineData(true, "en", 390, 844)]
    public async Task Every_page_is_accessible_and_fits_and_says_how_a_term_was_counted(bool dark, string language, int width, int height)
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow().AddHours(-90));
        await using var server = await RunningServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await SignedIn.Load(server, "cl-soser");
        var (shown, task) = await Furnish(server, clock);
        await using var administrator = await chromium.Visitor(server.Address, dark, language, width, height);
        await SignIn(administrator, "marta.ejemplo@cl-soser");

        foreach (var (name, path) in new[] { ("tablero-plazos", "/cases/board?days=7"), ("plazos-cifra", "/cases/figures/reclamo/late?days=7"), ("plazos-aviso", $"/inbox/{task}"), ("plazos", $"/cases/{shown}") })
        {
            await administrator.Open(path);
            await administrator.IsAccessible();
            await administrator.FitsTheWindow();
            if (width > 1000) await administrator.Picture(name);
        }

        var why = administrator.Find(".tip-text");
        await administrator.Find(".tip-button").FocusAsync();
        await Microsoft.Playwright.Assertions.Expect(why).ToBeVisibleAsync();
        await Microsoft.Playwright.Assertions.Expect(why).ToContainTextAsync(language == "es" ? "72 horas corridas desde" : "72 calendar hours from");
        await administrator.IsAccessible();
        await administrator.FitsTheWindow();
        await administrator.Press("Escape");
        await Microsoft.Playwright.Assertions.Expect(why).ToBeHiddenAsync();
        await administrator.Find(".clock-under").ClickAsync();
        await administrator.Find(".tip-button").HoverAsync();
        await Microsoft.Playwright.Assertions.Expect(why).ToBeVisibleAsync();
        Assert.Empty(administrator.Complaints);
    }

    [Fact]
    public async Task The_board_takes_up_by_itself_what_is_answered()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow().AddHours(-90));
        await using var server = await RunningServer.Start(services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await SignedIn.Load(server, "cl-soser");
        await Furnish(server, clock);
        await using var administrator = await chromium.Visitor(server.Address);
        await SignIn(administrator, "marta.ejemplo@cl-soser");
        await administrator.Open("/cases/board?days=7");
        await administrator.SeeText("Canasta incompleta");

        await Save(server, Late, "2", "Canasta incompleta", "segunda-respuesta");

        await Microsoft.Playwright.Assertions.Expect(administrator.Page.GetByText("Canasta incompleta")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        Assert.Empty(administrator.Complaints);
    }

    private static readonly Guid Late = Guid.Parse("01a20000-0000-7000-8000-000000000001");

    // One that is late, one answered in time, and one that came on paper and warns.
    private static async Task<(Guid Shown, Guid Task)> Furnish(RunningServer server, TestClock clock)
    {
        await Save(server, Late, "1", "Canasta incompleta", "derivado");
        var answered = Guid.CreateVersion7();
        await Save(server, answered, "1", "Desayuno frío", "derivado");
        await Save(server, answered, "2", "Desayuno frío", "segunda-respuesta");
        clock.Advance(TimeSpan.FromHours(30));
        var shown = await Save(server, Guid.CreateVersion7(), "1", "Minuta sin fruta", "derivado");
        clock.Advance(TimeSpan.FromHours(60));
        await using var scope = server.Services.CreateScopeOf("cl-soser");
        while (await scope.Get<CaseClockAlarms>().Tell(default)) { }
        return (shown, (await scope.Get<IInbox>().All(default)).First(task => task is { Kind: TaskKind.Clock, Role: "administrador" }).Id);
    }

    private static async Task<Guid> Save(RunningServer server, Guid run, string doing, string subject, string state)
    {
        await using var scope = server.Services.CreateScopeOf("cl-soser");
        var ticket = new OpenCase
        {
            Name = "ticket",
            Type = "ticket",
            State = state,
            To = "area-calidad",
            Fields = Case.NoFields.Add("motivo", Datum.Of("Reclamo")).Add("tema", Datum.Of("Pae Básica-Media")).Add("asunto", Datum.Of(subject)).Add("fecha_hoja", Datum.Of("2026-11-12")),
        };
        return (await scope.Get<ICases>().Save(new($"{run}:{doing}", run, ticket, null, null, "prueba"), default)).Id;
    }

    private static async Task SignIn(Visitor someone, string account)
    {
        await someone.Open("/sign-in");
        await someone.Find("#userName").FillAsync(account);
        await someone.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await someone.Press("Enter");
        await someone.See(".side");
    }
}

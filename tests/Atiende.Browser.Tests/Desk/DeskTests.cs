using Atiende.Browser.Tests.Harness;
using Atiende.Organizations;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Desk;

/// <summary>An agent at the desk, in a real browser, led by the shipped procedures.</summary>
public sealed class DeskTests(Chromium chromium)
{
    [Fact]
    public async Task Leads_a_technical_claim_from_the_keyboard_alone()
    {
        await using var server = await Demonstration();
        await using var ana = await SignedIn(server, "ana.agente@bo-comteco");
        await ana.Open("/desk");
        await ana.Press("1");
        await ana.See("form.step");

        await ana.Press("Enter");
        await ana.See("#f-requerimiento");
        await Assertions.Expect(ana.Find("#f-requerimiento")).ToBeFocusedAsync();
        await ana.Type("no tiene tono desde ayer");
        await Go(ana);
        await Go(ana);
        await ana.See("#f-contrato");
        await ana.Find("#f-contrato").FillAsync("100001");
        for (var step = 0; step < 6; step++) await Go(ana);
        await ana.See(".step-branches");
        Assert.True(await ana.Find("#choice-1").IsCheckedAsync());
        await ana.Picture("desk");
        await ana.IsAccessible();
        while (await ana.Find("form.step").CountAsync() > 0) await Go(ana);

        await ana.See(".run-ended");
        await Assertions.Expect(ana.Find(".done li")).ToHaveCountAsync(2);
        await Assertions.Expect(ana.Find(".desk-side-title")).ToContainTextAsync("Rosa Ejemplo Pineda");
        await ana.Picture("desk-ended");
    }

    [Fact]
    public async Task Keeps_what_is_typed_over_a_reload_and_a_restart_of_the_server()
    {
        await using var server = await Demonstration();
        await using var ana = await SignedIn(server, "ana.agente@bo-comteco");
        await ana.Open("/desk");
        await ana.Press("1");
        await ana.See("form.step");
        await ana.Press("Enter");
        await ana.See("#f-requerimiento");
        await Assertions.Expect(ana.Find("#f-requerimiento")).ToBeFocusedAsync();
        await ana.Type("se corta cada tarde");
        await ana.Page.ReloadAsync();
        await Assertions.Expect(ana.Find("#f-requerimiento")).ToHaveValueAsync("se corta cada tarde");

        await server.Restart();
        await Go(ana);

        await Assertions.Expect(ana.Find("#guide-title")).ToContainTextAsync("2");
    }

    [Fact]
    public async Task Tells_the_second_of_two_who_answer_one_step()
    {
        await using var server = await Demonstration();
        await using var ana = await SignedIn(server, "ana.agente@bo-comteco");
        await ana.Open("/desk");
        await ana.Press("1");
        await ana.See("form.step");
        await ana.Page.WaitForURLAsync("**/desk/*-*");
        await Go(ana);
        await ana.See("#f-requerimiento");
        await using var twin = await SignedIn(server, "ana.agente@bo-comteco");
        await twin.Open(new Uri(ana.Page.Url).PathAndQuery);
        await twin.See("#f-requerimiento");
        await ana.Find("#f-requerimiento").FillAsync("lo primero");
        await Go(ana);

        await twin.Find("#f-requerimiento").FillAsync("lo segundo");
        await twin.Find("button[value=continue]").ClickAsync();

        await twin.See(".alert-box");
        await Assertions.Expect(twin.Find(".alert-box").First).ToContainTextAsync("Otra persona");
    }

    [Theory]
    [InlineData("ana.agente@bo-comteco", false)]
    [InlineData("ana.ejemplo@sv-hacienda", true)]
    [InlineData("rosa.ejemplo@cl-soser", false)]
    public async Task Opens_for_an_agent_of_each_organisation(string account, bool dark)
    {
        await using var server = await Demonstration();
        await using var agent = await SignedIn(server, account, dark);
        await agent.Open("/desk");
        await agent.See(".start .place");
        await agent.IsAccessible();
        await agent.FitsTheWindow();
        await agent.Press("1");
        await agent.See(".desk-person");
        await agent.IsAccessible();
        await agent.Picture($"desk-{account.Split('@')[1]}");
    }

    private static async Task Go(Visitor visitor)
    {
        var before = await visitor.Find("#guide").GetAttributeAsync("data-sequence");
        await visitor.Press("Enter");
        await Assertions.Expect(visitor.Find("#guide")).Not.ToHaveAttributeAsync("data-sequence", before ?? "");
    }

    private static async Task<RunningServer> Demonstration()
    {
        var server = await RunningServer.Start();
        await server.Services.GetRequiredService<IPackLoader>().LoadDemonstration(CancellationToken.None);
        return server;
    }

    private async Task<Visitor> SignedIn(RunningServer server, string account, bool dark = false)
    {
        var visitor = await chromium.Visitor(server.Address, dark);
        await visitor.Open($"/sign-in?as={Uri.EscapeDataString(account)}");
        await visitor.Find("form[action='/sign-in'] button").ClickAsync();
        await visitor.See(".shell");
        return visitor;
    }
}

using Atiende.Browser.Tests.Harness;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Atiende.Browser.Tests.Door;

public sealed class SignInTests(Chromium chromium)
{
    [Theory]
    [InlineData(false, "es", true)]
    [InlineData(true, "en", true)]
    [InlineData(false, "es", false)]
    public async Task Somebody_chooses_a_made_up_account_and_enters_from_the_keyboard(bool dark, string language, bool scripts)
    {
        await using var server = await RunningServer.Start();
        await server.Services.GetRequiredService<IPackLoader>()
            .Load(PackFiles.FromFolder(Repository.Path("packs", "bo-comteco")), "prueba", dryRun: false, CancellationToken.None);
        await using var someone = await chromium.Visitor(server.Address, dark, language, scripts: scripts);

        await someone.Open("/sign-in");
        if (scripts) await someone.IsAccessible();
        await someone.FitsTheWindow();
        await someone.Picture($"entrar-{language}");
        await someone.Find("a.demo-account").First.FocusAsync();
        await someone.Press("Enter");
        await Expect(someone.Find("#userName")).ToHaveValueAsync("ana.agente@bo-comteco");
        await someone.Find("#password").FocusAsync();
        await someone.Press("Enter");

        await Expect(someone.Find("h1")).ToContainTextAsync("Ana Ejemplo Rojas");
        if (scripts) await someone.IsAccessible();
        await someone.Picture($"inicio-{language}");
        Assert.Empty(someone.Complaints);
    }
}

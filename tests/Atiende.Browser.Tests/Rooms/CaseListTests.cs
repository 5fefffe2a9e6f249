using System.Text.RegularExpressions;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Cases;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Rooms;

/// <summary>The list of cases as one works from it: with the keyboard, while others work too.</summary>
public sealed partial class CaseListTests(Chromium chromium)
{
    private const string Soser = "cl-soser";

    [Theory]
    [InlineData(false, "es", 1366, 768)]
    [InlineData(true, "en", 1366, 768)]
    [InlineData(false, "es", 390, 844)]
    public async Task The_list_is_accessible_and_fits(bool dark, string language, int width, int height)
    {
        await using var server = await Served();
        await using var admin = await chromium.Visitor(server.Address, dark, language, width, height);
        await SignIn(admin);

        await admin.Open("/cases?open=true");
        await admin.IsAccessible();
        await admin.FitsTheWindow();
        await admin.Find(".case-bar details > summary").ClickAsync();
        await admin.IsAccessible();
        if (width > 1000 && language == "es") await admin.Picture("casos-lista");

        Assert.Empty(admin.Complaints);
    }

    [Fact]
    public async Task Rows_are_chosen_from_the_keyboard_and_stay_so_while_the_list_lives()
    {
        await using var server = await Served();
        await using var admin = await chromium.Visitor(server.Address);
        await SignIn(admin);
        await admin.Open("/cases");

        await admin.Press("j");
        await admin.Press("x");
        await admin.Press("j");
        await admin.Press("x");
        Assert.Equal("2 elegidos", await admin.Find("[data-case-chosen]").TextContentAsync());

        await Save(server, "Leche tibia");
        await Assertions.Expect(admin.Find(".case-news")).ToHaveTextAsync("1 nuevo: mostrar");
        await Assertions.Expect(admin.Find("#case-rows tr")).ToHaveCountAsync(3);
        await Assertions.Expect(admin.Find("#case-rows input:checked")).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Find("#case-rows tr:nth-child(2) a")).ToBeFocusedAsync();

        await admin.Find("button[value=take]").ClickAsync();
        await admin.See("#case-bulk");
        await Assertions.Expect(admin.Find("#case-bulk .alert-title")).ToContainTextAsync("2 de 2");
        await Assertions.Expect(admin.Find("#case-rows tr")).ToHaveCountAsync(4);

        await admin.Press("/");
        await admin.Type("leches");
        await admin.Press("Enter");
        await Assertions.Expect(admin.Page).ToHaveURLAsync(Asked());
        await Assertions.Expect(admin.Find("#case-rows tr")).ToHaveCountAsync(1);
        await Assertions.Expect(admin.Find("input[name=q]:focus")).ToHaveCountAsync(0);
        await admin.Press("j");
        await admin.Press("Enter");
        await admin.SeeText("Leche tibia");
        Assert.Empty(admin.Complaints);
    }

    [GeneratedRegex(@"[?&]q=leches(&|$)")]
    private static partial Regex Asked();

    private static async Task<RunningServer> Served()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        foreach (var subject in new[] { "Pan duro", "Raciones frías", "Fruta verde" }) await Save(server, subject);
        return server;
    }

    private static async Task Save(RunningServer server, string subject)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var fields = Case.NoFields.Add("motivo", Datum.Of("Reclamo")).Add("asunto", Datum.Of(subject));
        var ticket = new OpenCase { Name = "ticket", Type = "ticket", To = "area-calidad", Fields = fields };
        await scope.Get<ICases>().Save(new(subject, Guid.CreateVersion7(), ticket, null, null, "prueba"), default);
    }

    private static async Task SignIn(Visitor someone)
    {
        await someone.Open("/sign-in");
        await someone.Find("#userName").FillAsync("marta.ejemplo@cl-soser");
        await someone.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await someone.Press("Enter");
        await someone.See(".side");
    }
}

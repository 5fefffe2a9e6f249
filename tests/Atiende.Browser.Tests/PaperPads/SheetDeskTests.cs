using System.Text.RegularExpressions;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.PaperPads;

/// <summary>From a telephone's photographs to cases, the desk by keyboard alone.</summary>
public sealed class SheetDeskTests(Chromium chromium)
{
    private const string Soser = "cl-soser";
    private const int TabsMost = 40;

    [Fact]
    public async Task Photographs_are_sent_from_a_telephone_and_entered_from_the_keyboard_one_after_the_other()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var pad = await scope.Get<IPaperPads>().Issue("90001", 5, "marta.ejemplo", default);
        await scope.Get<PaperDoors>().Ensure("90001", "marta.ejemplo", default);
        var address = new Uri((await scope.Get<PaperDoors>().Address("90001", default))!).AbsolutePath;

        await using (var kitchen = await chromium.Visitor(server.Address, width: 390, height: 844))
        {
            await kitchen.Open(address);
            await kitchen.IsAccessible();
            await kitchen.FitsTheWindow();
            await kitchen.Picture("enviar-hojas");
            await kitchen.Find("#photos").SetInputFilesAsync([Photo("hoja-1.png", await kitchen.Page.ScreenshotAsync()), Photo("hoja-2.png", await kitchen.Find("h1").ScreenshotAsync())]);
            await kitchen.Find("#send-form button").ClickAsync();
            await kitchen.SeeText("Todo está guardado");
            Assert.Empty(kitchen.Complaints);
        }

        while (await scope.Get<PhotoTurn>().Take(default) > 0) { }
        await using var typist = await chromium.Visitor(server.Address);
        await SignIn(typist, "pablo.ejemplo@cl-soser");
        await typist.Open("/paper/desk");
        await typist.See("[data-photo-image]");
        await typist.IsAccessible();
        await typist.FitsTheWindow();

        foreach (var folio in new[] { pad.First, pad.First + 1 })
        {
            await To(typist, "folio");
            await typist.Type($"{folio}");
            await To(typist, "nombres");
            await typist.Type("Persona Ejemplo Uno");
            await To(typist, "correo");
            await typist.Type("uno@ejemplo.invalid");
            await To(typist, "motivo");
            await typist.Press("Space");
            await To(typist, "urgencia");
            await typist.Press("Space");
            await To(typist, "asunto");
            await typist.Type("Desayuno frío");
            await To(typist, "detalle");
            await typist.Type("El desayuno llegó frío.");
            if (folio == pad.First) await typist.Picture("ingreso-hojas");
            await typist.Press("Control+Enter");
            await Assertions.Expect(typist.Page.GetByText(new Regex($@"Ingresada como PAE-\d{{4}}-00000{folio - pad.First + 1}\b")).First).ToBeVisibleAsync();
        }

        await typist.SeeText("No hay hojas por ingresar");
        Assert.Equal(2, (await scope.Get<IPaperPads>().Account("90001", default))!.Used.Count(s => s.Folio >= pad.First && s.State == SheetState.Entered));
        Assert.Empty(typist.Complaints);
    }

    [Theory]
    [InlineData(false, "es", 1366, 768)]
    [InlineData(true, "en", 1366, 768)]
    [InlineData(false, "es", 390, 844)]
    public async Task The_account_and_an_establishments_page_are_accessible_and_fit(bool dark, string language, int width, int height)
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        await using var administrator = await chromium.Visitor(server.Address, dark, language, width, height);
        await SignIn(administrator, "marta.ejemplo@cl-soser");

        foreach (var (name, path) in new[] { ("talonarios", "/paper"), ("talonarios-establecimiento", "/paper/sites/90022"), ("ingreso-vacio", "/paper/desk") })
        {
            await administrator.Open(path);
            await administrator.IsAccessible();
            await administrator.FitsTheWindow();
            if (width > 1000 && language == "es" && name == "talonarios") await administrator.Picture(name);
        }

        Assert.Empty(administrator.Complaints);
    }

    private static FilePayload Photo(string name, byte[] content) => new() { Name = name, MimeType = "image/png", Buffer = content };

    // As somebody without a mouse gets there.
    private static async Task To(Visitor typist, string field)
    {
        for (var tab = 0; tab < TabsMost; tab++)
        {
            if (await typist.Page.EvaluateAsync<string>("document.activeElement?.name ?? ''") == field) return;

            await typist.Press("Tab");
        }

        Assert.Fail($"The keyboard does not reach {field}.");
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

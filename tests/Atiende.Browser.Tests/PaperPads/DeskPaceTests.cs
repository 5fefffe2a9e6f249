using System.Diagnostics;
using System.Globalization;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Organizations;
using Atiende.PaperPads;
using Atiende.PaperPads.Printing;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.PaperPads;

namespace Atiende.Browser.Tests.PaperPads;

/// <summary>Forms an hour at the digitising desk, by keyboard alone, over photographs of printed sheets. Measured, so only when asked for.</summary>
public sealed class DeskPaceTests(Chromium chromium)
{
    private const string Soser = "cl-soser";
    private const int Sheets = 20;

    // A practised typist: five keys a second (Card, Moran and Newell: 0.2 s a key), and a look at the sheet before each field.
    private const double SecondsAKey = 0.2;
    private const double SecondsALook = 1.35;

    private static readonly (string Field, string Text)[] Written =
    [
        ("nombres", "Persona Ejemplo Uno"), ("rut", "11.111.111-1"), ("correo", "uno@ejemplo.invalid"), ("asunto", "Desayuno frío"), ("detalle", "El desayuno llegó frío tres días seguidos y la leche venía cortada."),
    ];

    [Fact(Explicit = true)]
    public async Task Twenty_photographed_sheets_are_entered_from_the_keyboard()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        await using var scope = server.Services.CreateScopeOf(Soser);
        using var printed = await PrintedPad.Of(scope, "90001", Sheets);
        var layout = PadBook.Layout(scope.Get<IOrganizations>().Current, scope.Get<PaperRecords>().Paper, (await scope.Get<PaperRecords>().Site("90001", default))!.Facts);
        var claim = layout.Fields.Single(f => f.Field.Id.Value == "motivo").Boxes.Single(b => b.Value == "Reclamo");
        var reading = Stopwatch.StartNew();
        for (var sheet = 1; sheet <= Sheets; sheet++)
        {
            var lean = sheet % 5 * 0.03;
            var shot = new CameraShot([(0.08 + lean, 0.06), (0.92 - lean, 0.05), (0.96, 0.95), (0.04, 0.96)]) { Shadow = 0.6 + (sheet % 3 * 0.1) }.Turned((sheet % 7) - 3);
            await scope.Get<PhotoIntake>().Keep("90001", null, new("hoja.jpg", new MemoryStream(await printed.Photograph(sheet, shot, (claim.X, claim.Y)))), "Supervisor", default);
        }

        var made = reading.Elapsed;
        while (await scope.Get<PhotoTurn>().Take(default) > 0) { }
        // The server's own work may have taken some of them meanwhile.
        while (await scope.Get<PaperQueue>().Waiting(default) < Sheets) await Task.Delay(100);
        var read = reading.Elapsed - made;

        await using var typist = await chromium.Visitor(server.Address);
        await typist.Open("/sign-in");
        await typist.Find("#userName").FillAsync("pablo.ejemplo@cl-soser");
        await typist.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await typist.Press("Enter");
        await typist.See(".side");
        await typist.Open("/paper/desk");
        var (keys, waits, known, ticked) = (new List<int>(), new List<double>(), 0, 0);
        for (var sheet = 0; sheet < Sheets; sheet++)
        {
            await typist.See("[data-photo-image]");
            if (await typist.Find("[name=folio]").InputValueAsync() is { Length: > 0 }) known++;
            if (await typist.Find("input[name=motivo]:checked").CountAsync() > 0) ticked++;
            var pressed = 0;
            foreach (var (field, text) in Written)
            {
                pressed += await To(typist, field);
                await typist.Type(text);
                pressed += text.Length;
            }

            pressed += await To(typist, "urgencia") + 1;
            await typist.Press("Space");
            if (sheet == 3) await typist.Picture("ingreso-hojas");
            var before = await typist.Find("form.sheet-form").GetAttributeAsync("action") ?? "";
            var wait = Stopwatch.StartNew();
            await typist.Press("Control+Enter");
            await typist.Page.WaitForFunctionAsync("before => { const form = document.querySelector('form.sheet-form'); const image = document.querySelector('[data-photo-image]'); return !form || (form.getAttribute('action') !== before && image?.complete && image.naturalWidth > 0); }", before);
            waits.Add(wait.Elapsed.TotalSeconds);
            keys.Add(pressed + 1);
        }

        await typist.SeeText("No hay hojas por ingresar");
        var paces = await scope.Get<PaperQueue>().Paces(DateTimeOffset.UnixEpoch, default);
        waits.Sort();
        var (wait50, each) = (waits[Sheets / 2], (keys.Average() * SecondsAKey) + ((Written.Length + 1) * SecondsALook) + waits.Average());
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"{Sheets} sheets: read in {read.TotalSeconds:0.0} s, folio known {known}, box ticked {ticked}; keys a sheet {keys.Average():0}; from Ctrl+Enter to the next photograph p50 {wait50:0.00} s, max {waits[^1]:0.00} s; "
            + $"a machine's keys: one each {paces.Single().Each!.Value.TotalSeconds:0.0} s; at a typist's {SecondsAKey} s a key and {SecondsALook} s a look: {each:0} s, {3600 / each:0} an hour"));
        Assert.Equal((Sheets, Sheets), (known, ticked));
        Assert.Equal(Sheets, paces.Single().Today);
        Assert.InRange(wait50, 0, 3);
    }

    private static async Task<int> To(Visitor typist, string field)
    {
        for (var tabs = 0; tabs < 40; tabs++)
        {
            if (await typist.Page.EvaluateAsync<string>("document.activeElement?.name ?? ''") == field) return tabs;

            await typist.Press("Tab");
        }

        Assert.Fail($"The keyboard does not reach {field}.");
        return 0;
    }
}

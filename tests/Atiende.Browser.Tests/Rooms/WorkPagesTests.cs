using System.Collections.Immutable;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Browser.Tests.Rooms;

/// <summary>The pages of people, attentions, cases and tasks, with something on each.</summary>
public sealed class WorkPagesTests(Chromium chromium)
{
    [Theory]
    [InlineData(false, "es", 1366, 768)]
    [InlineData(true, "en", 1366, 768)]
    [InlineData(false, "es", 390, 844)]
    public async Task Every_page_is_accessible_and_fits(bool dark, string language, int width, int height)
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        var pages = await Furnish(server);
        await using var coordinator = await chromium.Visitor(server.Address, dark, language, width, height);
        await SignIn(coordinator, "carlos.ejemplo@sv-hacienda");

        foreach (var (name, path) in pages)
        {
            await coordinator.Open(path);
            await coordinator.IsAccessible();
            await coordinator.FitsTheWindow();
            if (width > 1000 && language == "es") await coordinator.Picture(name);
        }

        Assert.Empty(coordinator.Complaints);
    }

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(390, 844)]
    public async Task What_a_script_sized_is_no_matter_of_the_content_policy_when_its_page_is_swapped(int width, int height)
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "cl-soser");
        await using var administrator = await chromium.Visitor(server.Address, width: width, height: height);
        await SignIn(administrator, "marta.ejemplo@cl-soser");
        await administrator.Open("/webhooks");
        await administrator.IsAccessible();
        await administrator.FitsTheWindow();

        await administrator.Page.EvaluateAsync("document.querySelector('#url').style.height = '3rem'");
        await administrator.Find("#url").FillAsync("no es una dirección");
        await administrator.Find("form[action='/webhooks/create'] button").ClickAsync();
        await administrator.See("#url[aria-invalid='true']");

        Assert.DoesNotContain(administrator.Complaints, line => line.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "es")]
    [InlineData(true, "en")]
    public async Task A_page_whose_thing_is_not_there_is_accessible_and_leads_on(bool dark, string language)
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        await using var coordinator = await chromium.Visitor(server.Address, dark, language);
        await SignIn(coordinator, "carlos.ejemplo@sv-hacienda");

        await coordinator.Open("/cases/01a20000-0000-7000-8000-000000000000");
        await coordinator.IsAccessible();
        await coordinator.FitsTheWindow();
        await coordinator.Find("main a[href='/cases']").ClickAsync();
        await coordinator.Page.WaitForURLAsync("**/cases");

        Assert.Empty(coordinator.Complaints);
    }

    [Fact]
    public async Task A_promise_is_taken_and_finished_with_the_keyboard()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        await Furnish(server);
        await using var agent = await chromium.Visitor(server.Address);
        await SignIn(agent, "ana.ejemplo@sv-hacienda");

        await agent.Open("/inbox");
        await agent.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Llamar por el resultado" }).ClickAsync();
        await agent.See("h1:has-text('Llamar por el resultado')");
        await agent.Press("Enter");
        await agent.See("#outcome");
        await agent.Find("#outcome").FocusAsync();
        await agent.Type("Se le informó que está registrada");
        await agent.Press("Tab");
        await agent.Press("Enter");

        await agent.See("h1:has-text('Bandeja')");
        await Microsoft.Playwright.Assertions.Expect(agent.Page.GetByText("Llamar por el resultado")).ToHaveCountAsync(0);
        Assert.Empty(agent.Complaints);
    }

    private static async Task<Guid> Walked(AsyncServiceScope scope, Guid attention, Guid person)
    {
        var guidance = scope.Get<IGuidance>();
        var ana = new Actor("ana.ejemplo", "Ana Ejemplo Pineda", ["operador"]);
        var run = await guidance.Begin(new("DGS-CALL-CENTER", "7.1", null, attention, person, ana, ImmutableSortedDictionary<string, Datum>.Empty), default);
        var view = await guidance.Find(run, default) ?? throw new InvalidOperationException();
        await guidance.Give(run, view.Run.Sequence, new Answer(view.Run.Node, ImmutableSortedDictionary<string, Datum>.Empty, null), ana, default);
        return run;
    }

    private static async Task SignIn(Visitor someone, string account)
    {
        await someone.Open("/sign-in");
        await someone.Find("#userName").FillAsync(account);
        await someone.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await someone.Press("Enter");
        await someone.See(".side");
    }

    internal static async Task<IReadOnlyList<(string Name, string Path)>> Furnish(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf("sv-hacienda");
        var contacts = scope.Get<IContacts>();
        var person = await contacts.FindOrCreate(new("Persona Ejemplo Uno", "00000001-8", "2200-0001", "uno@ejemplo.invalid"), "prueba", default);
        await contacts.Consent(person, "Avisos por correo", given: true, "Ana Ejemplo Pineda", default);
        await contacts.AddNote(person, "Prefiere que la llamen por la tarde.", "Ana Ejemplo Pineda", default);
        var attention = await scope.Get<IInteractions>().Start(new(ChannelKind.Voice, "llamada", "call-center", false, person, "ana.ejemplo", "call-center"), default);
        var order = new OpenCase
        {
            Name = "orden",
            Type = "orden",
            Kind = "Inscripción o modificación de beneficiario GLP por recibo de energía",
            State = "en-proceso",
            Fields = Case.NoFields.Add("recibo", Datum.Of("100-200")),
            SubOrders = [new("Recepción de documentación", "completada", Case.NoFields.Add("documentos", Datum.Of("recibo")))],
        };
        var saved = await scope.Get<ICases>().Save(new("1", Guid.CreateVersion7(), order, attention, person, "Ana Ejemplo Pineda"), default);
        var nothing = ImmutableSortedDictionary<string, Datum>.Empty;
        var task = await scope.Get<IInbox>().Put(new("1", TaskKind.Promise, "Llamar por el resultado", "beneficiario", "operador", null, null,
            TimeProvider.System.GetUtcNow().AddHours(-1), "2 horas corridas", nothing, null, attention, person, "Ana Ejemplo Pineda"), default);
        await scope.Get<PeriodicTasks>().PutDue(default);
        var run = await Walked(scope, attention, person);
        return
        [
            ("regalos", $"/papers/formulario-regalos?run={run}"), ("biblioteca", "/library"), ("documento", "/library/DGS-CALL-CENTER"), ("directorio", "/directory"), ("directorio-nada", "/directory?q=zzz"),
            ("correo", "/mail"), ("traza", $"/runs/{run}"), ("buscar", "/search?q=ejemplo"), ("contrasena", "/account/password"), ("tablero", "/cases/board"), ("inicio", "/"),
            ("bandeja", "/inbox"), ("bandeja-todas", "/inbox?view=all"), ("tarea", $"/inbox/{task}"), ("atenciones", "/interactions"),
            ("atencion", $"/interactions/{attention}"), ("ahora", "/interactions/now"), ("casos", "/cases?type=orden"), ("caso", $"/cases/{saved.Id}"),
            ("personas", "/contacts?q=ejemplo"), ("persona", $"/contacts/{person}"), ("nadie", "/contacts?q=nadie"),
        ];
    }
}

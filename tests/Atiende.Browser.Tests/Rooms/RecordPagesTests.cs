using System.Collections.Immutable;
using System.Text;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Contacts;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Rooms;

/// <summary>The record systems, a record and its past, files brought in, and a system that does not answer.</summary>
public sealed class RecordPagesTests(Chromium chromium)
{
    private const string Organization = "bo-comteco";
    private const string Supervisor = "sara.supervisora@bo-comteco";
    private const string File = "contrato,nombre,zona\n100001,Rosa Ejemplo Pineda,Zona Sur\n999001,Persona Ejemplo Ñandú,Zona Norte\n";

    [Theory]
    [InlineData(false, "es", 1366, 768)]
    [InlineData(true, "en", 1366, 768)]
    [InlineData(false, "es", 390, 844)]
    [InlineData(true, "es", 390, 844)]
    public async Task Every_page_is_accessible_and_fits(bool dark, string language, int width, int height)
    {
        await using var server = await Served();
        var pages = await Furnish(server);
        await using var supervisor = await SignedIn(server, Supervisor, dark, language, width, height);

        foreach (var (name, path) in pages)
        {
            await supervisor.Open(path);
            await supervisor.IsAccessible();
            await supervisor.FitsTheWindow();
            if (width > 1000 && language == "es") await supervisor.Picture(name);
        }

        Assert.Empty(supervisor.Complaints);
    }

    [Fact]
    public async Task A_record_is_found_as_one_types_and_opened_from_the_keyboard()
    {
        await using var server = await Served();
        await using var agent = await SignedIn(server, "ana.agente@bo-comteco");
        await agent.Open("/records");
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Cliente", Exact = true }).ClickAsync();
        await agent.See("#record-q");

        await agent.Find("#record-q").FocusAsync();
        await agent.Type("PINEDA rosa");
        await Assertions.Expect(agent.Find("#record-hits tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(agent.Find("#record-hits")).ToContainTextAsync("R… E… P… · contrato 100001");
        await agent.Page.WaitForURLAsync("**/records/smartflex/cliente?q=PINEDA%20rosa");
        await agent.IsAccessible();
        await using (var colleague = await SignedIn(server, Supervisor))
        {
            await colleague.Open(new Uri(agent.Page.Url).PathAndQuery);
            await Assertions.Expect(colleague.Find("#record-hits tbody tr")).ToHaveCountAsync(1);
        }

        await agent.Press("ArrowDown");
        await agent.Press("Enter");
        await agent.See("h1:has-text('Rosa Ejemplo Pineda')");
        await Assertions.Expect(agent.Find(".facts").First).ToContainTextAsync("cliente100001@ejemplo.invalid");
        await Assertions.Expect(agent.Find("a[href$='/import']")).ToHaveCountAsync(0);
        Assert.Empty(agent.Complaints);
    }

    [Fact]
    public async Task More_records_and_those_of_a_state_are_asked_for()
    {
        await using var server = await Served();
        await using var agent = await SignedIn(server, "ana.agente@bo-comteco");

        await agent.Open("/records/elastic/llamada");
        await Assertions.Expect(agent.Find("#record-hits tbody tr")).ToHaveCountAsync(50);
        await agent.Press("Alt+m");
        await Assertions.Expect(agent.Find("#record-hits tbody tr")).ToHaveCountAsync(60);
        await agent.Page.WaitForURLAsync("**/records/elastic/llamada?show=100");

        await agent.Open("/records/smartflex/producto");
        await agent.Find("#record-state").SelectOptionAsync("suspendido");
        await agent.Page.WaitForURLAsync("**/records/smartflex/producto?state=suspendido");
        await Assertions.Expect(agent.Find("#record-hits tbody .state:not(:has-text('suspendido'))")).ToHaveCountAsync(0);
        await agent.See("#record-hits tbody .state");
        Assert.Empty(agent.Complaints);
    }

    [Fact]
    public async Task A_file_is_looked_through_confirmed_stored_and_taken_back()
    {
        await using var server = await Served();
        await using var supervisor = await SignedIn(server, Supervisor);
        await supervisor.Open("/records/smartflex/cliente/import");

        await Upload(supervisor, "clientes.csv", Encoding.UTF8.GetBytes(File));
        await supervisor.SeeText("Todavía no se guardó nada");
        await Assertions.Expect(supervisor.Find("#import-standing")).ToContainTextAsync("Zona Norte → Zona Sur");
        await supervisor.Picture("carga");
        Assert.Empty(await Known(server, "999001"));

        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Confirmar y cargar" }).ClickAsync();
        await supervisor.SeeText("Lo confirmó Sara Ejemplo Molina.");
        await supervisor.IsAccessible();
        Assert.Single(await Known(server, "999001"));

        await supervisor.Page.GetByText("Deshacer la carga").ClickAsync();
        await supervisor.Page.GetByRole(AriaRole.Button, new() { Name = "Sí, deshacer" }).ClickAsync();
        await supervisor.SeeText("Lo deshizo Sara Ejemplo Molina");
        Assert.Empty(await Known(server, "999001"));
        Assert.Empty(supervisor.Complaints);
    }

    [Fact]
    public async Task A_wrong_a_large_and_a_foreign_file_are_told_in_clear_words()
    {
        await using var server = await Served();
        await using var supervisor = await SignedIn(server, Supervisor);
        await supervisor.Open("/records/smartflex/cliente/import");

        await Upload(supervisor, "libro.xlsx", [.. "PK\u0003\u0004"u8, 1, 2, 3]);
        await supervisor.SeeText("Es un libro de cálculo, no un CSV");
        await Upload(supervisor, "mal.csv", "contrato,nombre,segmento\n999001,Persona Ejemplo,marciano\n"u8.ToArray());
        await supervisor.SeeText("Elija de la lista");
        await Assertions.Expect(supervisor.Find("#import-standing tbody td").First).ToHaveTextAsync("2");
        await supervisor.IsAccessible();

        await supervisor.Open("/records/smartflex/cliente/import");
        await supervisor.Find("#file").SetInputFilesAsync(new FilePayload { Name = "grande.csv", MimeType = "text/csv", Buffer = new byte[6 * 1024 * 1024] });
        Assert.Equal("El archivo pasa de 5 MB: pártalo en varios, cada uno con su encabezado.",
            await supervisor.Find("#file").EvaluateAsync<string>("input => input.validationMessage"));
    }

    [Fact]
    public async Task The_desk_says_which_system_did_not_answer_and_asks_again()
    {
        var gsi = new Broken("gsi");
        await using var server = await Served(services => services.AddSingleton<IRecordConnector>(gsi));
        await using var scope = server.Services.CreateScopeOf(Organization);
        var person = await scope.Get<IContacts>().FindOrCreate(new("Rosa Ejemplo Pineda", "1000001", "4400001", null), "prueba", default);
        var attention = await scope.Get<IInteractions>().Start(new(ChannelKind.Voice, "llamada", "101", false, person, "ana.agente", "centro-llamadas"), default);
        await using var agent = await SignedIn(server, "ana.agente@bo-comteco");

        await agent.Open($"/desk/{attention}");
        await Assertions.Expect(agent.Find("#desk-person .alert-box")).ToContainTextAsync("GSI no está disponible.");
        await Assertions.Expect(agent.Find("#desk-person")).ToContainTextAsync("contrato 100001");
        await agent.IsAccessible();
        await agent.Picture("mesa-sistema");
        gsi.Answers = true;
        await agent.Page.GetByRole(AriaRole.Link, new() { Name = "Intentar de nuevo" }).ClickAsync();

        await Assertions.Expect(agent.Find("#desk-person .alert-box")).ToHaveCountAsync(0);
        await Assertions.Expect(agent.Find("#desk-person")).ToContainTextAsync("contrato 100001");
        await Assertions.Expect(agent.Page.Locator(".side-record summary", new() { HasText = "producto" }).First).Not.ToHaveTextAsync(new System.Text.RegularExpressions.Regex("activo.*activo"));
    }

    private static async Task Upload(Visitor visitor, string name, byte[] content)
    {
        await visitor.Find("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Ver qué haría" }).ClickAsync();
    }

    private static async Task<IReadOnlyList<RecordHit>> Known(RunningServer server, string contract)
    {
        await using var scope = server.Services.CreateScopeOf(Organization);
        return (await scope.Get<IRecords>().Search(new(contract, "smartflex", "cliente", null, 5), ["supervisora"], default)).Hits;
    }

    private static async Task<RunningServer> Served(Action<IServiceCollection>? services = null)
    {
        var server = await RunningServer.Start(services: services);
        await Atiende.Tests.Harness.SignedIn.Load(server, Organization);
        return server;
    }

    private async Task<Visitor> SignedIn(RunningServer server, string account, bool dark = false, string language = "es", int width = 1366, int height = 768)
    {
        var visitor = await chromium.Visitor(server.Address, dark, language, width, height);
        await visitor.Open("/sign-in");
        await visitor.Find("#userName").FillAsync(account);
        await visitor.Find("#password").FillAsync(DemonstrationAccounts.Password);
        await visitor.Press("Enter");
        await visitor.See(".side");
        return visitor;
    }

    internal static async Task<IReadOnlyList<(string Name, string Path)>> Furnish(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf(Organization);
        var imports = scope.Get<IRecordImports>();
        var done = await imports.Import(new("smartflex", "cliente", "clientes.csv", File, AddOnly: false), preview: false, "Sara Ejemplo Molina", null, default);
        var waiting = await imports.Receive(new("smartflex", "cliente", "enero.csv", File.Replace("Zona Sur", "Zona Oeste", StringComparison.Ordinal), AddOnly: false), "Sara Ejemplo Molina", default);
        var faulty = await imports.Receive(new("smartflex", "cliente", "mal.csv", "contrato,nombre,segmento\n1,,x\n", AddOnly: false), "Sara Ejemplo Molina", default);
        var product = (await scope.Get<IRecords>().Search(new("", "smartflex", "producto", "activo", 1), ["supervisora"], default)).Hits.Single();
        await scope.Get<IRecords>().Update(new("1", "A/1", "smartflex", "producto", Datum.Of([KeyValuePair.Create("id", Datum.Of($"{product.Id}"))]),
            ImmutableSortedDictionary<string, Datum>.Empty, "suspendido", null, null), $"{Guid.CreateVersion7():N}:1", "Ana Ejemplo Quispe", default);
        var client = (await scope.Get<IRecords>().Search(new("100001", "smartflex", "cliente", null, 1), ["supervisora"], default)).Hits.Single();
        return
        [
            ("registros", "/records"), ("registros-tipo", "/records/smartflex/cliente?q=ejemplo"), ("registros-estado", "/records/smartflex/producto?state=suspendido"),
            ("registros-nada", "/records/smartflex/cliente?q=nadie"), ("registro", $"/records/smartflex/producto/{product.Id}"),
            ("registro-persona", $"/records/smartflex/cliente/{client.Id}"), ("registro-ninguno", $"/records/smartflex/cliente/{Guid.CreateVersion7()}"),
            ("carga-archivo", "/records/smartflex/cliente/import"), ("carga-espera", $"/records/imports/{waiting}"), ("carga-errores", $"/records/imports/{faulty}"),
            ("carga-hecha", $"/records/imports/{Guid.Parse(done.Id!)}"), ("cargas", "/records/imports"), ("registros-sin", "/records/nada/nada"),
        ];
    }

    /// <summary>A system outside that does not answer until it is told to.</summary>
    private sealed class Broken(string system) : IRecordConnector
    {
        public bool Answers { get; set; }

        public bool Serves(string organizationId, string asked) => asked == system;

        public Task<LookedUp> LookUp(RecordShape type, LookUpRecord asked, CancellationToken cancel) => Answer(new LookedUp(asked.As, LookUpOutcome.Nothing));

        public Task<FoundRecord> Update(RecordShape type, UpdateRecord change, string key, string by, CancellationToken cancel) =>
            throw new InvalidOperationException("read only");

        public Task<IReadOnlyList<FoundRecord>> About(IReadOnlyList<RecordShape> types, PersonKeys person, int most, CancellationToken cancel) =>
            Answer<IReadOnlyList<FoundRecord>>([]);

        public Task<IReadOnlyList<FoundRecord>> Search(IReadOnlyList<RecordShape> types, RecordQuestion asked, CancellationToken cancel) =>
            Answer<IReadOnlyList<FoundRecord>>([]);

        public Task<FoundRecord?> Read(RecordShape type, Guid id, CancellationToken cancel) => Answer<FoundRecord?>(null);

        private Task<T> Answer<T>(T answer) => Answers ? Task.FromResult(answer) : throw new InvalidOperationException("away");
    }
}

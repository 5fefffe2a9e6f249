using Atiende.Actions;
using Atiende.Activities;
using Atiende.Attachments;
using Atiende.Browser.Tests.Rooms;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Exports;
using Atiende.Filing;
using Atiende.Mail;
using Atiende.PaperPads;
using Atiende.Replies;
using Atiende.Routing;
using Atiende.Storage;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;
using Atiende.Values;
using Atiende.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Browser.Tests.Everywhere;

/// <summary>Something of everything, so that no page is looked at empty.</summary>
internal static class Furniture
{
    public const string Administrator = "marta.ejemplo@cl-soser";
    public const string Institution = "visita.junaeb@cl-soser";
    public const string Coordinator = "carlos.ejemplo@sv-hacienda";
    public const string Responsible = "raul.responsable@bo-comteco";

    private const string Soser = "cl-soser";
    private const string Folder = "correo-entrante";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private static readonly (string School, string Reason, string Topic, string Urgency, string Subject, string Said)[] Requests =
    [
        ("90001", "Reclamo", "Pae Básica-Media", "Alta", "Desayuno frío", "El desayuno llegó frío tres días seguidos; la leche, tibia."),
        ("90008", "Reclamo", "Pae Básica-Media", "Media", "Minuta sin fruta", "La minuta del martes no traía la fruta que anuncia."),
        ("90015", "Consulta", "Pae Celiaco", "Baja", "Minuta para celíacos", "¿Dónde se publica la minuta de celíacos de este mes?"),
        ("90022", "Sugerencia", "Pae Básica-Media", "Baja", "Más verduras de la zona", "Que las verduras sean de la zona."),
        ("90029", "Felicitación", "Pae Básica-Media", "Baja", "Gracias al equipo de cocina", "Atienden con mucho cariño."),
        ("90036", "Reclamo", "Canastas Junaeb", "Alta", "Canasta incompleta", "Faltaban dos productos de la canasta."),
        ("90043", "Reclamo", "Pae Biométrico", "Media", "El lector no reconoce la huella", "Hace dos días que no reconoce a los alumnos de primero."),
    ];

    /// <summary>The school meals' channel; what is not linked from any page is given back.</summary>
    public static async Task<IReadOnlyList<string>> SchoolMeals(RunningServer server, TestClock clock, TimeSpan apart)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        await scope.Get<IWebhooks>().Create("http://127.0.0.1:1/avisos", WebhookEvents.All, "Oficina de ejemplo", "marta.ejemplo", default);
        var filed = new List<Filed>();
        foreach (var (one, index) in Requests.Select((one, index) => (one, index)))
        {
            filed.Add(await scope.Get<IFiling>().File(Request(one, index), default));
            clock.Advance(apart);
        }

        await Begun(server, filed);
        await Followed(scope, server, filed[0], clock);
        await Watched(scope, clock.GetUtcNow());
        await Paper(scope, clock);
        var table = scope.Get<RoutingRules>().Table("ticket")!;
        await scope.Get<RoutingDrafts>().Begin(table, null, "Marta Ejemplo Oyarzún", default);
        using var marta = await SignedIn.As(server, Administrator);
        var person = (await scope.Get<ICases>().Find(filed[0].Case, default))!.Summary.Contact;
        using var asked = await marta.Post($"/contacts/{person}", "/protection/deletions/ask", ("contact", $"{person}"), ("why", "Lo pide por teléfono"));
        return [$"/cases/{filed[0].Case}", "/routing/ticket/draft/trial", $"/notices?notice=respuesta-inicial&folio={filed[0].Folio}", $"/contacts/{person}"];
    }

    /// <summary>The telecoms' call centre: an attention under way at the desk, records and files brought in.</summary>
    public static async Task<IReadOnlyList<string>> Telecoms(RunningServer server)
    {
        var pages = await RecordPagesTests.Furnish(server);
        using var raul = await SignedIn.As(server, Responsible);
        using var begun = await raul.Post("/desk", "/desk/start", ("line", "101"));
        return [begun.Headers.Location!.OriginalString, .. pages.Where(page => !page.Name.EndsWith("ninguno", StringComparison.Ordinal) && page.Name != "registros-sin").Select(page => page.Path)];
    }

    /// <summary>The ministry's call centre: a person, an attention, an order with its parts, a promise.</summary>
    public static async Task<IReadOnlyList<string>> Subsidies(RunningServer server) => [.. (await WorkPagesTests.Furnish(server)).Select(page => page.Path)];

    // The server's own worker begins what was filed a moment later.
    private static async Task Begun(RunningServer server, IReadOnlyList<Filed> filed)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            await using var scope = server.Services.CreateScopeOf(Soser);
            var states = new List<string?>();
            foreach (var one in filed) states.Add((await scope.Get<ICases>().Find(one.Case, patience.Token))?.Summary.State);
            if (!states.Contains("ingresado")) return;

            await Task.Delay(Between, patience.Token);
        }
    }

    private static FilingRequest Request((string School, string Reason, string Topic, string Urgency, string Subject, string Said) one, int index) => new("web", new Dictionary<string, string>
    {
        ["RBD"] = one.School,
        ["motivo"] = one.Reason,
        ["tema"] = one.Topic,
        ["urgencia"] = one.Urgency,
        ["asunto"] = one.Subject,
        ["detalle"] = one.Said,
        ["RUT"] = $"{index + 1}{index + 1}.{Three(index + 1)}.{Three(index + 1)}-{index + 1}",
        ["nombre"] = "Persona",
        ["apellidos"] = $"Ejemplo {"Uno Dos Tres Cuatro Cinco Seis Siete".Split(' ')[index]}",
        ["correo"] = $"persona{index + 1}@ejemplo.invalid",
    }, "api:1", "Portal", null);

    private static string Three(int digit) => new((char)('0' + digit), 3);

    // Files, notes, letters and an answer by mail, corrective actions; and a mail that belongs to no case.
    private static async Task Followed(AsyncServiceScope scope, RunningServer server, Filed filed, TestClock clock)
    {
        var terms = new AttachmentTerms(scope.Get<IFiling>().Type!.Files, filed.Case, "desk", "Marta Ejemplo Oyarzún", IsPublic: true);
        await scope.Get<IAttachments>().Keep(new[] { new NewFile("bandeja.png", new MemoryStream(Sample.Png())), new NewFile("guía de despacho.pdf", new MemoryStream(Sample.Pdf())) }.ToAsyncEnumerable(), terms, default);
        var letters = scope.Get<ICorrespondence>();
        await letters.Note(new(filed.Case, "Llamar antes de las diez al establecimiento.", "marta.ejemplo", "Marta Ejemplo Oyarzún", "n1"), default);
        clock.Advance(TimeSpan.FromMinutes(5));
        await letters.Write(new(filed.Case, "¿En qué curso fue?", "marta.ejemplo", "Marta Ejemplo Oyarzún", "q1"), asks: true, default);
        clock.Advance(TimeSpan.FromMinutes(20));
        var folder = Path.Combine(server.DataFolder, Folder);
        Directory.CreateDirectory(Path.Combine(folder, "new"));
        await File.WriteAllTextAsync(Path.Combine(folder, "new", "1"), $"Message-ID: <m1@ejemplo.invalid>\nFrom: Persona Ejemplo Uno <persona1@ejemplo.invalid>\nSubject: Re: ticket {filed.Folio}\n\nFue en segundo básico, el lunes y el martes.\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "new", "2"), "Message-ID: <m2@ejemplo.invalid>\nFrom: Persona Ejemplo Nueve <nueve@ejemplo.invalid>\nSubject: Almuerzo\n\n¿Qué hay de almuerzo mañana?\n");
        await server.Services.GetRequiredService<ReplyTaking>().Take(new Maildir(folder), default);
        await scope.Get<IActions>().Follow(new(filed.Case, "ticket", filed.Folio, "area-calidad", Datum.Of(
        [
            Action("Revisar el termo de traslado", "Tomás Ejemplo Huerta", clock.GetUtcNow().AddDays(-1)),
            Action("Capacitar a quien recibe", "Tomás Ejemplo Huerta", clock.GetUtcNow().AddDays(12)),
        ])), default);
    }

    private static Datum Action(string what, string owner, DateTimeOffset due) => Datum.Of(new Dictionary<string, string>
    {
        ["accion"] = what,
        ["responsable"] = owner,
        ["fecha"] = due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["verificacion"] = "Visita al establecimiento",
    }.Select(pair => KeyValuePair.Create(pair.Key, Datum.Of(pair.Value))));

    private static async Task Watched(AsyncServiceScope scope, DateTimeOffset now)
    {
        var activities = scope.Get<IActivities>();
        var talk = new ActivityDraft("Charla a apoderados", ActivityKind.Talk, now, AllDay: false, now.AddHours(1), "Valparaíso", "90071 Escuela Ejemplo Cerro Ascensor", "JUNAEB", "marta.ejemplo", ActivityState.Planned, "Llevar afiches del canal 800.");
        await activities.Save(null, talk, "marta.ejemplo", default);
        await activities.Save(null, talk with { Title = "Afiches en casinos", Kind = ActivityKind.Material, AllDay = true, EndsAt = null, State = ActivityState.Done, Party = null }, "marta.ejemplo", default);
        await activities.TakeAway(await activities.Save(null, talk with { Title = "Visita repetida", Kind = ActivityKind.Visit }, "marta.ejemplo", default), away: true, "marta.ejemplo", default);
        await scope.Get<IExports>().Begin(new("cases", "type=ticket", ExportFormat.Xlsx, "es", new("marta.ejemplo", null, [], Personal: true)), default);
        await scope.Get<IExports>().Begin(new("contract", "period=last-12", ExportFormat.Csv, "es", new("visita.junaeb", null, ["institucion=JUNAEB"], Personal: false)), default);
        await scope.Get<IOutbox>().Put(new("prueba", "Área de Calidad", "calidad@soser.invalid", "Aviso de plazo", "Quedan 18 horas.", "aviso-plazo", null, null), default);
    }

    private static async Task Paper(AsyncServiceScope scope, TestClock clock)
    {
        foreach (var school in new[] { "90001", "90008", "90015" }) await scope.Get<IPaperPads>().Issue(school, 5, "marta.ejemplo", default);
        await scope.Get<PaperDoors>().Ensure("90001", "marta.ejemplo", default);
        for (var sheet = 0; sheet < 3; sheet++)
        {
            await scope.Get<PhotoIntake>().Keep("90001", null, new($"hoja-{sheet + 1}.png", new MemoryStream(Sample.Png(600 + sheet, 800))), "Profesora Ejemplo", default);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        while (await scope.Get<PhotoTurn>().Take(default) > 0) { }
    }
}

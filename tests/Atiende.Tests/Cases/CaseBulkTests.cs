using System.Net;
using System.Text.RegularExpressions;
using Atiende.Cases;
using Atiende.Cases.Lists;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Cases;

/// <summary>What is done to many cases, and lists that are kept, as their pages do it.</summary>
public sealed partial class CaseBulkTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task Chosen_cases_go_to_an_area_as_one_event_each_and_back_again(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var bulk = await Did(admin, ("action", "pass"), ("to", "area-calidad"), ("case", $"{first}"), ("case", $"{second}"));
        Assert.Contains("2 de 2 hechos", await admin.Page($"/cases?bulk={bulk}"), StringComparison.Ordinal);
        Assert.Equal(("area-calidad", "Pasa a Área de Calidad"), await LastOf(server, first));

        var undone = await Did(admin, $"/cases/bulk/{bulk}/undo");

        Assert.Contains("2 de 2 hechos", await admin.Page($"/cases?bulk={undone}"), StringComparison.Ordinal);
        Assert.Equal((null, "Queda sin área a cargo"), await LastOf(server, first));
        Assert.DoesNotContain("/undo", await admin.Page($"/cases?bulk={bulk}"), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task What_changed_meanwhile_is_not_undone_and_is_named(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var bulk = await Did(admin, ("action", "urgency"), ("urgency", "Alta"), ("case", $"{first}"), ("case", $"{second}"));
        await using (var scope = server.Services.CreateScopeOf(Soser))
            await scope.Get<ICases>().Hear(new("heard", second, new("Agrega algo", "Adds something"), "Portal"), default);
        var undone = await Did(admin, $"/cases/bulk/{bulk}/undo");

        var page = await admin.Page($"/cases?bulk={undone}");
        Assert.Contains("1 de 2 hechos", page, StringComparison.Ordinal);
        Assert.Contains("PAE-2026-000002</a>: Cambió después", page, StringComparison.Ordinal);
        await using var after = server.Services.CreateScopeOf(Soser);
        Assert.DoesNotContain((await after.Get<ICases>().Find(first, default))!.Fields, field => field.Value == "Alta");
        Assert.Contains((await after.Get<ICases>().Find(second, default))!.Fields, field => field.Value == "Alta");
    }

    [Theory, BothEngines]
    public async Task A_closed_case_is_refused_with_its_reason_and_the_others_are_done(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        await using (var scope = server.Services.CreateScopeOf(Soser))
            await scope.Db().Write(async cancel => await scope.Db().Set<Case>().Where(c => c.Id == first).ExecuteUpdateAsync(s => s.SetProperty(c => c.IsOpen, false), cancel));
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var bulk = await Did(admin, ("action", "take"), ("case", $"{first}"), ("case", $"{second}"));

        var page = await admin.Page($"/cases?bulk={bulk}");
        Assert.Contains("1 de 2 hechos", page, StringComparison.Ordinal);
        Assert.Contains("PAE-2026-000001</a>: Está cerrado.", page, StringComparison.Ordinal);
        Assert.Contains("PAE-2026-000002", await admin.Page("/cases?holder=marta.ejemplo"), StringComparison.Ordinal);
        Assert.DoesNotContain("PAE-2026-000001", await admin.Page("/cases?holder=marta.ejemplo"), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_state_is_changed_where_it_may_follow_and_the_others_are_named_with_their_reason(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        Guid third;
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            var cases = scope.Get<ICases>();
            third = (await cases.Save(new("3", Guid.CreateVersion7(), CaseSearchTests.Ticket(("asunto", "Leche")) with { State = "validado" }, null, null, "prueba"), default)).Id;
        }

        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        Assert.Contains("ticket:derivado", await admin.Page("/cases?state=ingresado"), StringComparison.Ordinal);
        Assert.DoesNotContain("ticket:cerrado", await admin.Page("/cases?state=ingresado"), StringComparison.Ordinal);

        var bulk = await Did(admin, ("action", "state"), ("state", "ticket:derivado"), ("case", $"{first}"), ("case", $"{second}"), ("case", $"{third}"));

        var page = await admin.Page($"/cases?bulk={bulk}");
        Assert.Contains("2 de 3 hechos", page, StringComparison.Ordinal);
        Assert.Contains("PAE-2026-000003</a>: De «Validado» no se pasa a «Derivado».", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/bulk/{bulk}/undo", page, StringComparison.Ordinal);
        await using var after = server.Services.CreateScopeOf(Soser);
        foreach (var (id, state) in new[] { (first, "derivado"), (second, "derivado"), (third, "validado") })
            Assert.Equal(state, (await after.Get<ICases>().Find(id, default))!.Summary.State);
    }

    [Theory, BothEngines]
    public async Task A_case_that_its_procedure_leads_keeps_the_state_that_the_procedure_gave_it(Engine engine)
    {
        await using var server = await Served(engine);
        var filed = await FiledIn(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        var state = await StateOf(server, filed.Case);
        var next = state == "ingresado" ? "derivado" : state == "derivado" ? "validado" : "recepcion-notificada";

        var bulk = await Did(admin, ("action", "state"), ("state", $"ticket:{next}"), ("case", $"{filed.Case}"));

        var page = await admin.Page($"/cases?bulk={bulk}");
        Assert.Contains("0 de 1 hechos", page, StringComparison.Ordinal);
        Assert.Contains($"{filed.Folio}</a>: ", page, StringComparison.Ordinal);
        Assert.Equal(state, await StateOf(server, filed.Case));
    }

    [Theory, BothEngines]
    public async Task A_note_stands_on_each_of_them_and_is_taken_back_with_one_press(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var bulk = await Did(admin, ("action", "note"), ("note", "Llamó la directora Persona Ejemplo"), ("case", $"{first}"), ("case", $"{second}"));

        await using var scope = server.Services.CreateScopeOf(Soser);
        var letters = scope.Get<ICorrespondence>();
        foreach (var id in new[] { first, second })
            Assert.Equal((LetterKind.Note, "Llamó la directora Persona Ejemplo", false), (await letters.Of(id, default)).Select(l => (l.Kind, l.Text, l.IsPublic)).Single());
        Assert.Null(await scope.Db().Set<CaseBulk>().AsNoTracking().Where(b => b.Id == bulk).Select(b => b.Text).SingleAsync());

        var undone = await Did(admin, $"/cases/bulk/{bulk}/undo");
        Assert.Contains("2 de 2 hechos", await admin.Page($"/cases?bulk={undone}"), StringComparison.Ordinal);
        Assert.Empty(await letters.Of(first, default));
        using var empty = await admin.Post("/cases", "/cases/bulk", ("action", "note"), ("note", "  "), ("case", $"{first}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
    }

    [Theory, BothEngines]
    public async Task Who_follows_cases_finds_in_the_inbox_what_others_did_and_has_seen_it_on_their_page(Engine engine)
    {
        await using var server = await Served(engine);
        var (first, second) = await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using var colleague = await SignedIn.As(server, "pablo.ejemplo@cl-soser");

        var bulk = await Did(admin, ("action", "follow"), ("case", $"{first}"), ("case", $"{second}"));
        await Did(admin, ("action", "urgency"), ("urgency", "Alta"), ("case", $"{first}"));
        Assert.DoesNotContain("Novedades", await admin.Page("/inbox"), StringComparison.Ordinal);
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            await scope.Get<ICases>().Hear(new("h1", first, new("Agrega que llegó tarde", "Adds that it came late"), "Portal"), default);
            await scope.Get<ICases>().Hear(new("h2", first, new("Agrega otra cosa", "Adds something"), "Portal"), default);
        }

        var inbox = await admin.Page("/inbox");
        Assert.Contains("2 novedades: Agrega otra cosa · Portal", inbox, StringComparison.Ordinal);
        // Beside it work of the period may wait.
        Assert.True(int.Parse(await admin.Page("/inbox/count"), System.Globalization.CultureInfo.InvariantCulture) >= 1);
        Assert.DoesNotContain("Novedades", await colleague.Page("/inbox"), StringComparison.Ordinal);

        Assert.Contains("Dejar de seguir", await admin.Page($"/cases/{first}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Novedades", await admin.Page("/inbox"), StringComparison.Ordinal);

        await Did(admin, $"/cases/bulk/{bulk}/undo");
        await using (var scope = server.Services.CreateScopeOf(Soser))
            await scope.Get<ICases>().Hear(new("h3", second, new("Agrega más", "Adds more"), "Portal"), default);
        Assert.DoesNotContain("Novedades", await admin.Page("/inbox"), StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Passing_a_case_takes_its_run_and_its_tasks_to_the_other_area_which_goes_on_with_it(Engine engine)
    {
        await using var server = await Served(engine);
        var filed = await FiledIn(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        await using var scope = server.Services.CreateScopeOf(Soser);
        var (guidance, inbox) = (scope.Get<IGuidance>(), scope.Get<IInbox>());
        var run = Assert.Single(await guidance.Open(default)).Id;
        await ToArea(guidance, run);
        var from = (await scope.Get<ICases>().Find(filed.Case, default))!.Summary.To!;
        var to = from == "area-calidad" ? "area-nutricion" : "area-calidad";
        Assert.Equal(from, (await inbox.OfRun(run, default))!.Unit);

        await Did(admin, ("action", "pass"), ("to", to), ("case", $"{filed.Case}"));

        var task = (await inbox.OfRun(run, default))!;
        Assert.Equal((to, null), (task.Unit, task.TakenBy));
        Assert.DoesNotContain(await inbox.For("x", ["area-respuesta"], from, default), t => t.Run == run);
        Assert.Contains(await inbox.Withdrawn("x", ["area-respuesta"], from, DateTimeOffset.MinValue, default), t => t.Run == run);
        Assert.Equal(to, (await scope.Get<ICases>().Find(filed.Case, default))!.Summary.To);

        // The new area takes it and answers: the walk goes on, and does not come back to the first.
        var view = (await guidance.Find(run, default))!;
        Assert.Null((await guidance.Give(run, view.Run.Sequence, new TakeOver(), new("nueva", "Nueva Ejemplo", ["area-respuesta"]) { Unit = to }, default)).Refusal);
        Assert.Equal(RunStatus.Standing, (await guidance.Find(run, default))!.Run.Status);
    }

    [Fact]
    public async Task Nothing_chosen_is_told_and_nothing_is_done()
    {
        await using var server = await Served(Engine.Sqlite);
        await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        using var none = await admin.Post("/cases", "/cases/bulk", ("action", "take"));
        using var unknown = await admin.Post("/cases", "/cases/bulk", ("action", "pass"), ("to", "nadie"), ("all", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Contains("Elija al menos un caso", WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task All_that_a_search_finds_are_done_behind_the_answer()
    {
        await using var server = await Served(Engine.Sqlite);
        await using (var scope = server.Services.CreateScopeOf(Soser))
        {
            for (var n = 0; n < 60; n++) await CaseSearchTests.Save(scope, ("asunto", $"Pan {n}"));
            await CaseSearchTests.Save(scope, ("asunto", "Leche"));
        }

        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        var bulk = await Did(admin, ("action", "pass"), ("to", "area-calidad"), ("all", "true"), ("list", "q=panes"));

        await using var reading = server.Services.CreateScopeOf(Soser);
        await Until(async () => (await reading.Db().Set<CaseBulk>().AsNoTracking().FirstAsync(b => b.Id == bulk)).FinishedAt is not null);
        Assert.Equal(60, await reading.Db().Set<Case>().CountAsync(c => c.To == "area-calidad"));
        Assert.Contains("60 de 60 hechos", await admin.Page($"/cases/bulk/{bulk}?list=q%3Dpanes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_kept_shared_deleted_and_brought_back()
    {
        await using var server = await Served(Engine.Sqlite);
        await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using var colleague = await SignedIn.As(server, "pablo.ejemplo@cl-soser");

        using var kept = await admin.Post("/cases", "/cases/views", ("name", "Pan por derivar"), ("list", "q=pan&open=true&after=x"), ("shared", "true"));
        Assert.Equal("/cases?open=true&q=pan", kept.Headers.Location?.OriginalString);
        Assert.Contains("Pan por derivar", await admin.Page("/cases"), StringComparison.Ordinal);
        Assert.Contains("Pan por derivar", await colleague.Page("/cases"), StringComparison.Ordinal);

        Guid id;
        await using (var scope = server.Services.CreateScopeOf(Soser)) id = await scope.Db().Set<CaseView>().Select(v => v.Id).SingleAsync();
        using var gone = await admin.Post("/cases", $"/cases/views/{id}/delete", ("list", ""));
        Assert.DoesNotContain("Pan por derivar", await admin.Page("/cases"), StringComparison.Ordinal);
        Assert.Contains($"/cases/views/{id}/restore", await admin.Page(gone.Headers.Location!.OriginalString), StringComparison.Ordinal);
        using var back = await admin.Post("/cases", $"/cases/views/{id}/restore", ("list", ""));
        Assert.Contains("Pan por derivar", await admin.Page("/cases"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_are_the_members_own_choice()
    {
        await using var server = await Served(Engine.Sqlite);
        await Two(server);
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        using var chosen = await admin.Post("/cases", "/cases/columns", ("column", "what"), ("column", "f.asunto"), ("column", "f.RUT"), ("column", "person"));

        var page = await admin.Page("/cases");
        Assert.Contains("<th scope=\"col\">Asunto", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"col\">RUT", page, StringComparison.Ordinal);
        using var first = await admin.Post("/cases", "/cases/columns", ("back", "true"));
        Assert.DoesNotContain("<th scope=\"col\">Asunto", await admin.Page("/cases"), StringComparison.Ordinal);
    }

    private static async Task<RunningServer> Served(Engine engine)
    {
        var server = await RunningServer.Start(engine);
        await SignedIn.Load(server, Soser);
        return server;
    }

    private static async Task<(Guid, Guid)> Two(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var cases = scope.Get<ICases>();
        return (await Made(1), await Made(2));

        async Task<Guid> Made(int n) => (await cases.Save(new($"{n}", Guid.CreateVersion7(), CaseSearchTests.Ticket(("asunto", $"Pan duro {n}")), null, null, "prueba"), default)).Id;
    }

    private static async Task<Filed> FiledIn(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        // The server's own worker begins its procedure.
        await Until(async () => (await scope.Get<IGuidance>().Open(default)).Any(run => run.Status is RunStatus.Waiting));
        return filed;
    }

    private static async Task<string> StateOf(RunningServer server, Guid id)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        return (await scope.Get<ICases>().Find(id, default))!.Summary.State;
    }

    // The administrator does what comes first, until it waits for the area that has the case.
    private static async Task ToArea(IGuidance guidance, Guid run)
    {
        var by = new Actor("marta.ejemplo", "Marta", ["administrador", "equipo-administrador"]);
        for (var steps = 0; steps < 20; steps++)
        {
            var view = (await guidance.Find(run, default))!;
            if (view.Run is { Status: RunStatus.Waiting, Role: "area-respuesta" }) return;

            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver()
                : new Answer(view.Run.Node, new Dictionary<string, Atiende.Values.Datum>(), view.Offers.FirstOrDefault(o => o.Preselected)?.Key ?? (view.Offers is [var first, ..] ? first.Key : null));
            Assert.Null((await guidance.Give(run, view.Run.Sequence, input, by, default)).Refusal);
        }

        Assert.Fail("the run does not come to the area");
    }

    private static Task<Guid> Did(SignedIn who, params (string Name, string Value)[] fields) => Did(who, "/cases/bulk", fields);

    private static async Task<Guid> Did(SignedIn who, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await who.Post("/cases", address, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(BulkId().Match(answer.Headers.Location!.OriginalString).Groups[1].Value);
    }

    private static async Task<(string? To, string What)> LastOf(RunningServer server, Guid id)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var one = (await scope.Get<ICases>().Find(id, default))!;
        return (one.Summary.To, one.Events[^1].What);
    }

    private static async Task Until(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await done()) await Task.Delay(50, patience.Token);
    }

    [GeneratedRegex("bulk=([0-9a-f-]{36})")]
    private static partial Regex BulkId();
}

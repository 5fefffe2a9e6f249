using System.Net;
using Atiende.Exports;
using Atiende.Fabric;
using Atiende.Tests.Contract;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Exports;

public sealed class ExportTests
{
    private const string Soser = "cl-soser";

    private static readonly ExportReader Junaeb = new("visita.junaeb", null, ["institucion=JUNAEB"], Personal: false);

    [Theory, BothEngines]
    public async Task An_institution_takes_its_own_cases_and_each_step_is_written_down(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var mine = await ContractCasesTests.File(scope, "90001", "Reclamo");
        var theirs = await ContractCasesTests.File(scope, "90008", "Reclamo");
        var exports = scope.Get<IExports>();

        var id = await exports.Begin(new("contract", "period=2026-11&party=JUNJI&f.nombre=x", ExportFormat.Csv, "es", Junaeb), default);
        Assert.True(await Turn(store));
        Assert.False(await Turn(store));

        var made = await exports.Find(id, "visita.junaeb", default);
        Assert.Equal((ExportState.Done, 1L, 1L, "casos-del-contrato-2026-11-03-1100.csv"), (made!.State, made.Rows, made.Total!.Value, made.Name));
        var text = await File.ReadAllTextAsync((await exports.Fetch(id, "visita.junaeb", default))!);
        Assert.Contains($"{mine.Folio},2026-11-03 11:00:00,Ingresado,", text, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Folio, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Persona", text, StringComparison.Ordinal);
        Assert.Null(await exports.Find(id, "visita.junji", default));
        Assert.Null(await exports.Fetch(id, "visita.junji", default));
        Assert.Equal(["export.asked", "export.fetched", "export.made"], (await scope.Get<IAudit>().Of($"export:{id}", 10, default)).Select(line => line.What).Order(StringComparer.Ordinal));
    }

    [Theory, BothEngines]
    public async Task The_list_of_cases_is_taken_as_it_is_filtered_masked_for_who_does_not_administer_and_as_far_as_they_see(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var claim = await ContractCasesTests.File(scope, "90001", "Reclamo", "Soy Persona Ejemplo, de =Arica.");
        await ContractCasesTests.File(scope, "90001", "Sugerencia");
        while (await scope.Get<Atiende.Filing.FilingTurn>().Take(default) > 0) { }
        var ask = new ExportAsk("cases", "type=ticket&reason=Reclamo", ExportFormat.Csv, "es", new("nora.ejemplo", null, [], Personal: false));

        var masked = await Made(store, ask);
        var whole = await Made(store, ask with { Reader = ask.Reader with { Personal = true } });

        Assert.Equal(2, masked.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(claim.Folio, masked, StringComparison.Ordinal);
        Assert.All(["Persona", "uno@ejemplo", "11.111.111", "11111111"], personal => Assert.DoesNotContain(personal, masked, StringComparison.Ordinal));
        Assert.Contains("Escuela Ejemplo Chinchorro", masked, StringComparison.Ordinal);
        Assert.All(["Persona Ejemplo Uno", "uno@ejemplo.invalid", "11111111"], personal => Assert.Contains(personal, whole, StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task One_whose_time_is_over_is_gone_with_its_file_and_one_that_a_stop_cut_off_is_made_again(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var exports = scope.Get<IExports>();
        var ask = new ExportAsk("contract", "period=2026-11", ExportFormat.Xlsx, "en", Junaeb);
        var kept = await exports.Begin(ask, default);
        await Turn(store);
        var path = await exports.Fetch(kept, "visita.junaeb", default);
        var broken = await exports.Begin(ask with { Source = "nothing" }, default);
        await Turn(store);

        Assert.Equal(ExportState.Failed, (await exports.Find(broken, "visita.junaeb", default))!.State);
        Assert.True(File.Exists(path));
        store.Clock.Advance(ExportStore.KeptFor);
        Assert.Null(await exports.Find(kept, "visita.junaeb", default));
        await using (var other = store.In(Soser)) await other.Get<ExportTurn>().Sweep(default);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task It_is_asked_for_on_the_page_and_is_nobody_elses()
    {
        await using var server = await InstitutionTests.Served();
        await InstitutionTests.Filed(server);
        using var visitor = await SignedIn.As(server, "visita.junaeb@cl-soser");
        using var other = await SignedIn.As(server, "visita.junji@cl-soser");
        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");

        using var asked = await visitor.Post("/institution/cases", "/exports/take", ("source", "contract"), ("query", "period=last-12"), ("format", "xlsx"));
        using var refused = await agent.Post("/", "/exports/take", ("source", "contract"), ("query", ""), ("format", "csv"));
        using var unknown = await visitor.Post("/institution/cases", "/exports/take", ("source", "people"), ("query", ""), ("format", "csv"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        var file = asked.Headers.Location!.OriginalString;
        Assert.EndsWith("/file", file, StringComparison.Ordinal);
        using var answer = await visitor.Get(file);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("PK"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..2]);
        Assert.Contains("casos-del-contrato", await visitor.Page("/exports"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await other.Status(file));
        Assert.Equal(HttpStatusCode.NotFound, await other.Status(file[..^"/file".Length]));
    }

    private static async Task<string> Made(Store store, ExportAsk ask)
    {
        await using var scope = store.In(Soser);
        var exports = scope.Get<IExports>();
        var id = await exports.Begin(ask, default);
        await Turn(store);
        return await File.ReadAllTextAsync((await exports.Fetch(id, ask.Reader.Member, default))!);
    }

    private static async Task<bool> Turn(Store store)
    {
        await using var scope = store.In(Soser);
        return await scope.Get<ExportTurn>().Next(default);
    }
}

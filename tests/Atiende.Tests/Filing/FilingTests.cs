using Atiende.Cases;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Filing;

public sealed class FilingTests
{
    private const string Soser = "cl-soser";

    private static readonly Dictionary<string, string> Claim = new()
    {
        ["motivo"] = "Reclamo",
        ["tema"] = "pae-basica-media",
        ["urgencia"] = "Alta",
        ["asunto"] = "Desayuno frío",
        ["detalle"] = "El desayuno llegó frío tres días seguidos.",
        ["RBD"] = "90001",
        ["RUT"] = "11.111.111-1",
        ["nombre"] = "Persona",
        ["apellidos"] = "Ejemplo Uno",
        ["correo"] = "uno@ejemplo.invalid",
    };

    [Theory, BothEngines]
    public async Task A_request_is_a_case_at_once_with_its_folio_and_clock(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);

        var filed = await scope.Get<IFiling>().File(Request(), default);

        Assert.Equal("PAE-2026-000001", filed.Folio);
        var one = await scope.Get<ICases>().Find(filed.Case, default);
        Assert.Equal("ingresado", one!.Summary.State);
        Assert.Equal(filed.At.AddHours(72), one.Summary.DueAt);
        Assert.Contains(("Nombre del establecimiento", "Escuela Ejemplo Chinchorro"), one.Fields);
        Assert.Contains(("Comuna", "Arica"), one.Fields);
        Assert.Contains(("Canal de ingreso", "WEB"), one.Fields);
        Assert.Contains(("Identificación del usuario", "Persona Ejemplo Uno"), one.Fields);
    }

    [Theory, BothEngines]
    public async Task Its_procedure_goes_on_by_itself_to_the_one_who_must_check_it(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(Request(), default);

        Assert.Equal(1, await scope.Get<FilingTurn>().Take(default));
        Assert.Equal(0, await scope.Get<FilingTurn>().Take(default));

        var one = await scope.Get<ICases>().Find(filed.Case, default);
        Assert.Equal(("derivado", filed.Folio, "area-calidad"), (one!.Summary.State, one.Summary.Folio, one.Summary.To));
        var run = Assert.Single(await scope.Get<IGuidance>().Open(default));
        Assert.Equal(("WEB", "6", RunStatus.Waiting, "Administrador del Canal de Atención al Usuario"), (run.Section, run.StepNumber, run.Status, run.Role));
        var task = Assert.Single(await scope.Get<IInbox>().For("someone", ["administrador"], null, default), task => task.Kind == TaskKind.Run);
        Assert.Equal(($"{filed.Folio} · Reclamo · Pae Básica-Media · Desayuno frío", one.Summary.DueAt), (task.About, task.DueAt));
    }

    [Theory, BothEngines]
    public async Task The_person_sees_what_was_given_and_where_it_stands_and_nothing_internal(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(Request(), default);
        await scope.Get<FilingTurn>().Take(default);

        var mine = await scope.Get<ICases>().ForPerson(filed.Case, default);

        Assert.Equal((filed.Folio, "Derivado", true, filed.At.AddHours(72)), (mine!.Folio, mine.StateName, mine.Open, mine.DueAt));
        Assert.Contains(mine.Given, field => field == new CaseField("asunto", "Asunto", "Desayuno frío"));
        Assert.Empty(mine.Answers);
        Assert.Equal(["Se abre: ticket PAE-2026-000001", "Estado: Ingresado", "Estado: Derivado"], mine.Events.Select(e => e.What));
    }

    [Theory, BothEngines]
    public async Task The_board_counts_what_is_open_and_about_to_be_late_and_late_by_area_and_reason(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);
        await scope.Get<IFiling>().File(Request(), default);
        store.Clock.Advance(TimeSpan.FromHours(65));
        await scope.Get<IFiling>().File(Request() with { Fields = new Dictionary<string, string>(Claim) { ["motivo"] = "Sugerencia" } }, default);
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }

        var soon = await scope.Get<ICases>().Board(30, default);
        store.Clock.Advance(TimeSpan.FromHours(8));
        var late = await scope.Get<ICases>().Board(30, default);

        Assert.Equal(new CaseCounts(2, 2, 1, 0, 0, 0), soon.All);
        Assert.Null(soon.All.Percent);
        Assert.Equal(new CaseCounts(2, 2, 0, 1, 0, 0), late.All);
        Assert.Equal(["Reclamo", "Sugerencia"], late.Reasons.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, late.Areas.Single(r => r.Name == "area-calidad").Counts.Late);
        var listed = await scope.Get<ICases>().Search(new(null, null, null, null, null, false, 1, 10) { Due = CaseClockState.Late, Reason = "Reclamo" }, default);
        Assert.Equal("PAE-2026-000001", Assert.Single(listed.Items).Folio);
    }

    [Theory, BothEngines]
    public async Task Sent_again_under_its_key_it_is_the_same_case_and_another_under_it_is_refused(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);
        var filing = scope.Get<IFiling>();
        var first = await filing.File(Request() with { Key = "abc" }, default);

        var again = await filing.File(Request() with { Key = "abc" }, default);

        Assert.Equal((first.Folio, true), (again.Folio, again.Repeated));
        var another = Request() with { Key = "abc", Fields = new Dictionary<string, string>(Claim) { ["asunto"] = "Otra cosa" } };
        var refused = await Assert.ThrowsAsync<FilingRefusedException>(() => filing.File(another, default));
        Assert.Equal("Idempotency-Key", Assert.Single(refused.Problems).Field);
        Assert.Equal(first.Folio, (await filing.File(Request() with { Key = "abc" }, default)).Folio);
        Assert.NotEqual(first.Folio, (await filing.File(Request() with { Key = "abc", Origin = "api:2" }, default)).Folio);
    }

    [Theory, BothEngines]
    public async Task What_is_missing_or_wrong_is_said_field_by_field_and_nothing_is_stored(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Soser);
        var broken = new Dictionary<string, string>(Claim) { ["RUT"] = "11.111.111-2", ["motivo"] = "Rabieta", ["nada"] = "x" };
        broken.Remove("detalle");

        var refused = await Assert.ThrowsAsync<FilingRefusedException>(() => scope.Get<IFiling>().File(Request() with { Fields = broken }, default));

        Assert.Equal(["RUT", "detalle", "motivo", "nada"], refused.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await scope.Get<ICases>().Search(new(null, null, null, null, null, false, 1, 10), default)).Total);
    }

    [Theory, BothEngines]
    public async Task Many_at_once_get_each_their_own_folio(Engine engine)
    {
        await using var store = await Loaded(engine);

        var folios = await Task.WhenAll(Enumerable.Range(0, 24).Select(async n =>
        {
            await using var scope = store.In(Soser);
            return (await scope.Get<IFiling>().File(Request() with { Key = $"k{n % 12}" }, default)).Folio;
        }));

        Assert.Equal(12, folios.Distinct().Count());
    }

    internal static FilingRequest Request() => new("web", Claim, "api:1", "Portal", null);

    private static async Task<Store> Loaded(Engine engine)
    {
        var store = await Store.On(engine, new DateTimeOffset(2026, 11, 3, 14, 0, 0, TimeSpan.Zero));
        var loading = await store.Provider.GetRequiredService<IPackLoader>()
            .Load(PackFiles.FromFolder(Repository.Path("packs", Soser)), "tests", dryRun: false, default);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return store;
    }
}

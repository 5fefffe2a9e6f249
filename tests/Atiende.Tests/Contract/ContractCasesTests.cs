using Atiende.Cases;
using Atiende.Filing;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Contract;

public sealed class ContractCasesTests
{
    private const string Soser = "cl-soser";

    private static readonly ContractSight Junaeb = ContractSight.Of([("institucion", "JUNAEB")]);
    private static readonly ContractSight Junji = ContractSight.Of([("institucion", "JUNJI")]);

    [Theory, BothEngines]
    public async Task An_institution_counts_lists_and_opens_its_own_cases_alone(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Noon);
        await using var scope = store.In(Soser);
        var mine = await File(scope, "90001", "Reclamo");
        var theirs = await File(scope, "90008", "Reclamo");
        var cases = scope.Get<IContractCases>();

        Assert.Equal(1, (await cases.Count(November(Junaeb), default)).Entered);
        Assert.Equal([mine.Folio], (await cases.List(November(Junaeb), null, 10, default)).Select(one => one.Folio));
        Assert.NotNull(await cases.Find(mine.Case, Junaeb, default));
        Assert.Null(await cases.Find(theirs.Case, Junaeb, default));
        Assert.Equal(2, (await cases.Count(November(ContractSight.Of([])), default)).Entered);
        Assert.Equal(0, (await cases.Count(November(new ContractSight([], All: false)), default)).Entered);
    }

    [Theory, BothEngines]
    public async Task Figures_say_what_was_answered_in_time_late_and_what_waits_and_open_to_their_cases(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Noon);
        await using var scope = store.In(Soser);
        await File(scope, "90001", "Reclamo");
        await File(scope, "90001", "Felicitación");
        store.Clock.Advance(TimeSpan.FromHours(71));
        await File(scope, "90001", "Sugerencia");
        store.Clock.Advance(TimeSpan.FromHours(2));
        var cases = scope.Get<IContractCases>();

        var all = await cases.Count(November(Junaeb), default);
        Assert.Equal(new ContractCounts(3, 0, 1, 1, 3), all);
        Assert.Equal(0, all.Percent);
        var byReason = await cases.CountBy(November(Junaeb), "motivo", default);
        Assert.Equal([("Felicitación", 1), ("Reclamo", 1), ("Sugerencia", 1)], byReason.Select(row => (row.Value!, row.Counts.Entered)));
        var late = await cases.List(November(Junaeb) with { Standing = ContractStanding.Late }, null, 10, default);
        Assert.Contains(Assert.Single(late).Shown, field => field is { Id: "motivo", Value: "Reclamo" });
        Assert.Single(await cases.List(November(Junaeb) with { Where = new Dictionary<string, string> { ["RBD"] = "90001", ["motivo"] = "Sugerencia" } }, null, 10, default));
        Assert.Empty(await cases.List(November(Junaeb) with { Where = new Dictionary<string, string> { ["RBD"] = "" } }, null, 10, default));
        Assert.Equal(1, (await cases.Count(November(Junaeb) with { Reasons = ["Sugerencia"] }, default)).Entered);
        await Assert.ThrowsAsync<ArgumentException>(() => cases.CountBy(November(Junaeb), "nombre", default));
    }

    [Theory, BothEngines]
    public async Task A_case_is_read_without_whose_it_is(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Noon);
        await using var scope = store.In(Soser);
        var filed = await File(scope, "90001", "Reclamo", "Soy Persona Ejemplo, RUT 11.111.111-1: llámenme al +56 9 8765 4321 o a uno@ejemplo.invalid.");
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }

        var read = await scope.Get<IContractCases>().Find(filed.Case, Junaeb, default);

        var said = string.Join('\n', read!.Texts.Select(t => t.Value).Concat(read.One.Shown.Select(s => s.Value)).Concat(read.Events.Select(e => e.What + e.By)));
        Assert.All(["Persona", "Ejemplo Uno", "11.111", "8765", "uno@"], personal => Assert.DoesNotContain(personal, said, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("llámenme al ▒▒▒", said, StringComparison.Ordinal);
        Assert.Contains("Desayuno frío", said, StringComparison.Ordinal);
        Assert.Contains(read.Events, happened => happened.What == "Estado: Derivado");
        Assert.DoesNotContain(read.Events, happened => happened.What.StartsWith("Datos", StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task Pages_of_the_list_follow_each_other_without_gap_or_repetition(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Noon);
        await using var scope = store.In(Soser);
        for (var n = 0; n < 5; n++) await File(scope, "90008", "Consulta");
        var cases = scope.Get<IContractCases>();

        var first = await cases.List(November(Junji), null, 3, default);
        var rest = await cases.List(November(Junji), (first[^1].OpenedAt, first[^1].Id), 3, default);
        var streamed = new List<string>();
        await foreach (var one in cases.Stream(November(Junji), default)) streamed.Add(one.Folio);

        Assert.Equal((3, 2), (first.Count, rest.Count));
        Assert.Equal(streamed.Order(StringComparer.Ordinal), first.Concat(rest).Select(one => one.Folio).Order(StringComparer.Ordinal));
    }

    internal static readonly DateTimeOffset Noon = new(2026, 11, 3, 14, 0, 0, TimeSpan.Zero);

    internal static ContractQuery November(ContractSight sight) =>
        new(sight, new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero));

    internal static Task<Filed> File(AsyncServiceScope scope, string school, string reason, string? said = null)
    {
        var request = FilingTests.Request();
        var fields = new Dictionary<string, string>(request.Fields) { ["RBD"] = school, ["motivo"] = reason };
        if (said is not null) fields["detalle"] = said;
        return scope.Get<IFiling>().File(request with { Fields = fields }, default);
    }
}

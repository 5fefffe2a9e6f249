using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;

namespace Atiende.Tests.Records;

public sealed class ImportTests
{
    private const string Good = "DUI,nombre,telefono,saldo\n00000013-0,Carla Ejemplo,7000-0013,5\n00000001-8,Ana Ejemplo Peña,7000-0001,12.5\n00000002-6,Bruno Ejemplo Núñez,7000-0002,\n";

    [Theory, BothEngines]
    public async Task An_import_adds_and_changes_records_and_is_taken_back_whole(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var told = new List<(int, int)>();

        var report = await Import(store, Good, progress: (done, all) => told.Add((done, all)));

        Assert.Equal((1, 1, 1), (report.Added, report.Changed, report.Unchanged));
        Assert.Equal([(2, 2)], told);
        Assert.Equal("12.5", await Saldo(store, "00000001-8"));
        Assert.Equal("5", await Saldo(store, "00000013-0"));

        await using var agent = store.In(SmallPack.Id);
        Assert.Equal(2, await agent.Get<IRecordImports>().Undo(report.Id!, "ana", default));
        Assert.Equal("10.5", await Saldo(store, "00000001-8"));
        Assert.Null(await Saldo(store, "00000013-0"));
    }

    [Theory, BothEngines]
    public async Task A_preview_stores_nothing_and_shows_the_first_rows_masked(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        var report = await Import(store, Good, preview: true);

        Assert.Equal((1, 1, 1, null), (report.Added, report.Changed, report.Unchanged, report.Id));
        Assert.Equal("C… E… · ••••••13-0", report.First[0]);
        Assert.Equal("10.5", await Saldo(store, "00000001-8"));
    }

    [Theory, BothEngines]
    public async Task A_wrong_row_is_told_with_line_and_column_and_nothing_is_stored(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        var report = await Import(store, "DUI,nombre,saldo,estado\n00000013-0,Carla,5,\n00000014-9,,mucho,volando\n");

        Assert.Equal([(3, "nombre"), (3, "saldo"), (3, "estado")], report.Faults.Select(f => (f.Line, f.Column!)));
        Assert.Null(report.Id);
        Assert.Null(await Saldo(store, "00000013-0"));
    }

    [Theory]
    [InlineData("DUI,color\n00000013-0,rojo\n", 1, "color")]
    [InlineData("DUI,nombre\n00000013-0,Carla\n00000013-0,Otra\n", 3, "DUI")]
    [InlineData("DUI,nombre\n00000013-0\n", 2, null)]
    [InlineData("", 1, null)]
    public async Task A_file_that_does_not_fit_says_where(string text, int line, string? column)
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);

        var fault = Assert.Single((await Import(store, text)).Faults);

        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Theory, BothEngines]
    public async Task An_import_is_not_taken_back_over_what_came_after(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var report = await Import(store, Good);
        var ana = (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found;
        await UpdateTests.Update(store, UpdateTests.Change(ana, ("saldo", "99")), "run:1");
        await using var agent = store.In(SmallPack.Id);

        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() => agent.Get<IRecordImports>().Undo(report.Id!, "ana", default));

        Assert.StartsWith("1 registros cambiaron", refused.Message);
        Assert.Equal("5", await Saldo(store, "00000013-0"));
    }

    private static async Task<ImportReport> Import(Store store, string text, bool preview = false, Action<int, int>? progress = null)
    {
        await using var agent = store.In(SmallPack.Id);
        return await agent.Get<IRecordImports>().Import(new("registro", "persona", "personas.csv", text, AddOnly: false), preview, "ana", progress, default);
    }

    private static async Task<string?> Saldo(Store store, string document)
    {
        var found = await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", document)));
        return found.Outcome is LookUpOutcome.Nothing ? null : found.Found!.Part("saldo")?.ToText() ?? "";
    }
}

using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Microsoft.EntityFrameworkCore;

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
        Assert.Equal([(0, 2), (2, 2)], told);
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
        Assert.Equal((2, "C… E… · ••••••13-0", ImportDoing.Adds), (report.First[0].Line, report.First[0].Title, report.First[0].Does));
        Assert.Equal(new ImportValue("Saldo", "10.5", "12.5"), Assert.Single(report.First[1].Values));
        Assert.Equal(ImportDoing.Nothing, report.First[2].Does);
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
    [InlineData("DUI,nombre,color\n00000013-0,Carla,rojo\n", 1, "color")]
    [InlineData("DUI,nombre\n00000013-0,Carla\n00000013-0,Otra\n", 3, "DUI")]
    [InlineData("DUI,nombre\n00000013-0\n", 2, null)]
    [InlineData("", 1, null)]
    [InlineData("DUI,saldo\n00000013-0,5\n00000014-9,5\n", 1, "nombre")]
    [InlineData("DUI,nombre,DUI\n00000013-0,Carla,00000013-0\n", 1, "DUI")]
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

        Assert.StartsWith("1 registro cambió", refused.Message);
        Assert.Equal("5", await Saldo(store, "00000013-0"));
    }

    [Theory, BothEngines]
    public async Task Nothing_is_stored_before_a_file_is_confirmed_and_then_all_of_it(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);
        var imports = agent.Get<IRecordImports>();

        var id = await imports.Receive(File(Good), "Sara Ejemplo", default);
        await Round(store);
        Assert.Null(await Saldo(store, "00000013-0"));
        await imports.Confirm(id, "Carlos Ejemplo", default);
        await Assert.ThrowsAsync<RecordRefusedException>(() => imports.Confirm(id, "otro", default));
        Assert.Null(await Saldo(store, "00000013-0"));
        await Round(store);
        await Round(store);

        Assert.Equal("5", await Saldo(store, "00000013-0"));
        await using var later = store.In(SmallPack.Id);
        var (past, total) = await later.Get<IRecordImports>().List(0, 10, default);
        Assert.Equal((1, ImportState.Done, "Carlos Ejemplo", "Sara Ejemplo", "personas.csv"), (total, past[0].State, past[0].EndedBy, past[0].By, past[0].FileName));
        Assert.Equal((1, 1, 1), (past[0].Report.Added, past[0].Report.Changed, past[0].Report.Unchanged));
        Assert.Equal(2, await later.Get<IRecordImports>().Undo(past[0].Report.Id!, "Sara Ejemplo", default));
        Assert.Null(await Saldo(store, "00000013-0"));
        Assert.Equal(ImportState.Undone, (await later.Get<IRecordImports>().Find(id, default))!.State);
        await Assert.ThrowsAsync<RecordRefusedException>(() => later.Get<IRecordImports>().Undo(past[0].Report.Id!, "otro", default));
    }

    [Theory, BothEngines]
    public async Task A_dropped_file_and_one_with_faults_are_not_kept(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);
        var imports = agent.Get<IRecordImports>();

        var dropped = await imports.Receive(File(Good), "Sara Ejemplo", default);
        await imports.Drop(dropped, "Sara Ejemplo", default);
        var faulty = await imports.Receive(File("DUI,nombre\n1,Carla\n"), "Sara Ejemplo", default);

        await Assert.ThrowsAsync<RecordRefusedException>(() => imports.Confirm(dropped, "otro", default));
        await Assert.ThrowsAsync<RecordRefusedException>(() => imports.Confirm(faulty, "otro", default));
        Assert.Equal(ImportState.Faulty, (await imports.Find(faulty, default))!.State);
        Assert.All(await agent.Db().Set<RecordImport>().ToListAsync(default), import => Assert.Null(import.Text));
    }

    [Theory, BothEngines]
    public async Task A_file_that_became_wrong_while_it_waited_stores_nothing(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);
        var id = await agent.Get<IRecordImports>().Receive(File(Good), "Sara Ejemplo", default);
        await agent.Get<IRecordImports>().Confirm(id, "Sara Ejemplo", default);
        await UpdateTests.Update(store, UpdateTests.Change(null, ("DUI", "00000002-6"), ("nombre", "Bruno Doble")), "run:9");

        await Round(store);

        await using var later = store.In(SmallPack.Id);
        var import = (await later.Get<IRecordImports>().Find(id, default))!;
        Assert.Equal((ImportState.Faulty, 4), (import.State, import.Report.Faults.Single().Line));
        Assert.Null(await Saldo(store, "00000013-0"));
    }

    [Fact]
    public void A_file_is_read_as_spreadsheets_write_it()
    {
        Assert.Equal("DUI;año", ImportText.Read([.. "DUI;a"u8, 0xF1, .. "o"u8]).Text);
        Assert.Equal("año", ImportText.Read([0xEF, 0xBB, 0xBF, .. "año"u8]).Text);
        Assert.Equal("año", ImportText.Read([0xFF, 0xFE, (byte)'a', 0, 0xF1, 0, (byte)'o', 0]).Text);
        Assert.StartsWith("Es un libro de cálculo", ImportText.Read([.. "PK\u0003\u0004"u8, 1]).Problem!.Spanish);
        Assert.StartsWith("No es un archivo de texto", ImportText.Read([1, 0, 2]).Problem!.Spanish);
        Assert.Equal(["DUI", "nombre"], ImportTable.Read("DUI;nombre\n1;Ejemplo, Ana\n", 5).Columns);
    }

    private static ImportFile File(string text) => new("registro", "persona", @"C:\Datos\personas.csv", text, AddOnly: false);

    private static Task Round(Store store) =>
        Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<ImportWork>(store.Provider).StoreConfirmed(default);

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

using System.Collections.Immutable;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Records;

public sealed class LookUpTests
{
    [Theory, BothEngines]
    public async Task A_record_is_found_by_any_of_its_keys_however_they_are_written(Engine engine)
    {
        await using var store = await Loaded(engine);

        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("DUI", "000000026"))));
        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("telefono", "+503 7000 0002"))));
        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("telefono", "50370000002"))));
        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("DUI", "99999999-9"), ("telefono", "70000002"))));
        Assert.Null(await Name(store, Asked(("DUI", "99999999-9"))));
    }

    [Theory, BothEngines]
    public async Task A_record_is_found_by_name_without_accents_case_or_order(Engine engine)
    {
        await using var store = await Loaded(engine);

        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("nombre", "NUNEZ bruno"))));
        Assert.Equal("Bruno Ejemplo Núñez", await Name(store, Asked(("nombre", "bru ejem"))));
        Assert.Null(await Name(store, Asked(("nombre", "bruno rivas"))));
        Assert.Null(await Name(store, Asked(("nombre", "  "))));
    }

    [Theory, BothEngines]
    public async Task Several_come_as_a_list_and_the_newest_is_the_last_written(Engine engine)
    {
        await using var store = await Loaded(engine);

        var many = await LookUp(store, Asked(("nombre", "ana")) with { Many = true });
        var first = await Name(store, Asked(("nombre", "ana")));
        var newest = await Name(store, Asked(("nombre", "ana")) with { Newest = true });

        Assert.Equal(LookUpOutcome.Several, many.Outcome);
        Assert.Equal(["Ana Ejemplo Peña", "Ana Muestra Rivas"], ((ListDatum)many.Found!).Items.Select(i => i.Part("nombre")!.ToText()));
        Assert.Equal("Ana Ejemplo Peña", first);
        Assert.Equal("Ana Muestra Rivas", newest);
    }

    [Theory, BothEngines]
    public async Task What_must_hold_and_what_it_belongs_to_narrow_a_search(Engine engine)
    {
        await using var store = await Loaded(engine, ("systems/registro.recibo.csv", """
            numero,DUI,titular_dui,mes
            R-1,00000001-8,00000005-0,enero
            R-2,00000001-8,00000005-0,febrero
            R-3,00000002-6,00000001-8,enero
            """));
        var ana = Datum.Of([KeyValuePair.Create("DUI", Datum.Of("00000001-8"))]);
        var receipts = Asked() with { Record = "recibo", Many = true };

        Assert.Equal("R-1 R-2", await Numbers(store, receipts with { Of = ana }));
        Assert.Equal("R-3", await Numbers(store, receipts with { Of = ana, Via = "titular_dui=DUI" }));
        Assert.Equal("R-2", await Numbers(store, receipts with { Of = ana, Where = Values(("mes", "Febrero")) }));
        Assert.Equal("R-1 R-3", await Numbers(store, receipts with { Where = Values(("mes", "enero")) }));
        Assert.Equal("R-1 R-2 R-3", await Numbers(store, receipts));
        Assert.Equal("", await Numbers(store, receipts with { Of = Datum.Of([KeyValuePair.Create("otro", Datum.Of("1"))]) }));
    }

    [Theory, BothEngines]
    public async Task A_found_record_carries_its_id(Engine engine)
    {
        await using var store = await Loaded(engine);

        var found = await LookUp(store, Asked(("DUI", "00000001-8")));

        Assert.True(Guid.TryParse(found.Found!.Part("id")!.ToText(), out _));
        Assert.Equal(10.50m, found.Found.Part("saldo")!.AsNumber());
    }

    [Theory, BothEngines]
    public async Task Records_of_another_organisation_are_never_found(Engine engine)
    {
        await using var store = await Loaded(engine);
        var other = SmallPack.Files().Texts.ToDictionary(f => f.Key, f => f.Value.Replace(SmallPack.Id, "yy-otra").Replace("00000001-8", "00000013-2"));
        await store.Provider.GetRequiredService<IPackLoader>().Load(new("yy-otra", other), "prueba", dryRun: false, default);
        await using var scope = store.In("yy-otra");

        Assert.Equal(LookUpOutcome.Nothing, (await scope.Get<IRecords>().LookUp(Asked(("DUI", "00000001-8")), default)).Outcome);
        Assert.Equal(LookUpOutcome.Found, (await scope.Get<IRecords>().LookUp(Asked(("DUI", "00000013-2")), default)).Outcome);
    }

    [Theory, BothEngines]
    public async Task The_store_finds_what_the_rows_of_each_shipped_pack_say(Engine engine)
    {
        await using var store = await Store.On(engine);
        await store.Provider.GetRequiredService<IPackLoader>().LoadDemonstration(default);
        await using var system = store.System();
        foreach (var organization in system.Get<IOrganizations>().All)
        {
            await using var agent = store.In(organization.Id);
            var rows = new DemonstrationRecords(organization.Pack);
            foreach (var asked in organization.Pack.Rows.SelectMany(LookUpsOf(organization.Pack)))
            {
                var expected = rows.Find(asked);
                var found = await agent.Get<IRecords>().LookUp(asked, default);
                Assert.Equal((asked, expected.Outcome, WithoutId(expected.Found)), (asked, found.Outcome, WithoutId(found.Found)));
            }
        }
    }

    internal static async Task<Store> Loaded(Engine engine, params (string, string?)[] changes)
    {
        var store = await Store.On(engine);
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(SmallPack.Files(changes), "prueba", dryRun: false, default);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return store;
    }

    internal static LookUpRecord Asked(params (string Field, string Value)[] keys) =>
        new("1.1", "A/1", "registro", "persona", Values(keys), Values(), null, null, "hallado", Many: false, Newest: false);

    internal static ImmutableSortedDictionary<string, Datum> Values(params (string Field, string Value)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Field, v => Datum.Of(v.Value), StringComparer.OrdinalIgnoreCase);

    internal static async Task<LookedUp> LookUp(Store store, LookUpRecord asked)
    {
        await using var agent = store.In(SmallPack.Id);
        return await agent.Get<IRecords>().LookUp(asked, default);
    }

    private static async Task<string?> Name(Store store, LookUpRecord asked) => (await LookUp(store, asked)).Found?.Part("nombre")?.ToText();

    private static async Task<string> Numbers(Store store, LookUpRecord asked) =>
        (await LookUp(store, asked)).Found is ListDatum list ? string.Join(' ', list.Items.Select(i => i.Part("numero")!.ToText())) : "";

    // A few rows of each type, asked for by each of their keys and names.
    private static Func<RecordRows, IEnumerable<LookUpRecord>> LookUpsOf(Pack pack) => rows =>
    {
        var type = pack.Systems.First(s => s.Id.Value == rows.System).Records.First(r => r.Id.Value == rows.Record);
        return from row in rows.Rows.Take(3)
               from field in type.Keys.Concat(type.Names)
               where row.Values.ContainsKey(field)
               // Of several that a name begins, one is taken by whole words first; a list has them all.
               from many in type.Names.Contains(field) ? new[] { true } : [true, false]
               select new LookUpRecord("1.1", "A/1", rows.System, rows.Record, Values((field, row.Values[field].ToText())), Values(), null, null, "x", many, Newest: true);
    };

    private static Datum? WithoutId(Datum? found) => found switch
    {
        ListDatum list => Datum.Of(list.Items.Select(i => WithoutId(i)!)),
        RowDatum row => new RowDatum(row.Parts.Remove("id")),
        _ => found,
    };
}

using Atiende.Organizations;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Records;

public sealed class PackRowsTests
{
    [Theory, BothEngines]
    public async Task Rows_that_changed_in_the_folder_change_their_records(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        var loading = await Load(store, ("systems/registro.persona.csv", SmallPack.Personas
            .Replace("7000-0001", "7999-0001").Replace("00000005-0,Ana Muestra Rivas", "00000013-0,Nueva Muestra Paz")));

        Assert.Contains("records   registro.persona: 1 added, 1 changed, 1 removed", loading.Notes);
        Assert.Equal(LookUpOutcome.Found, (await LookUpTests.LookUp(store, LookUpTests.Asked(("telefono", "7999-0001")))).Outcome);
        Assert.Equal(LookUpOutcome.Found, (await LookUpTests.LookUp(store, LookUpTests.Asked(("nombre", "nueva paz")))).Outcome);
        Assert.Equal(LookUpOutcome.Nothing, (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000005-0")))).Outcome);
    }

    [Theory, BothEngines]
    public async Task A_record_that_was_changed_here_stays_as_it_is(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var ana = (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found;
        await UpdateTests.Update(store, UpdateTests.Change(ana, ("saldo", "77")), "run:1");

        var loading = await Load(store, ("systems/registro.persona.csv", SmallPack.Personas.Replace("10.50", "11.50")));

        Assert.Contains("records   registro.persona: 1 kept, as they were changed since they were loaded", loading.Notes);
        Assert.Equal("77", (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found!.Part("saldo")!.ToText());
    }

    [Theory, BothEngines]
    public async Task A_record_type_that_has_records_of_people_here_stays_in_its_pack(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await UpdateTests.Update(store, UpdateTests.Change(null, ("DUI", "00000013-0")), "run:1");

        var loading = await Load(store, ("systems/registro.yaml", null), ("systems/registro.persona.csv", null));

        var kept = Assert.Single(loading.Changes, change => change.Fate is FileFate.Kept);
        Assert.Equal(("systems/registro.yaml", "record type registro.persona has 1 records"), (kept.Path, kept.Why));
        Assert.Equal(LookUpOutcome.Found, (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000013-0")))).Outcome);
    }

    [Theory, BothEngines]
    public async Task A_field_that_becomes_a_key_finds_the_records_that_are_there(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        await Load(store, ("systems/registro.yaml", SmallPack.Registro.Replace("keys: [DUI, telefono]", "keys: [DUI, telefono, saldo]")));

        Assert.Equal(LookUpOutcome.Found, (await LookUpTests.LookUp(store, LookUpTests.Asked(("saldo", "10.5")))).Outcome);
    }

    private static async Task<PackLoading> Load(Store store, params (string, string?)[] changes)
    {
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(SmallPack.Files(changes), "prueba", dryRun: false, default);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return loading;
    }
}

using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Records;

public sealed class UpdateTests
{
    [Theory, BothEngines]
    public async Task A_record_is_created_with_its_first_state_and_found_at_once(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        var made = await Update(store, Change(null, ("DUI", "000000130"), ("nombre", "Carla Ejemplo"), ("telefono", "70000013")), "run:1");

        Assert.Equal("registrado", made.Part("estado")!.ToText());
        Assert.Equal("00000013-0", made.Part("DUI")!.ToText());
        Assert.Equal("7000-0013", made.Part("telefono")!.ToText());
        var found = await LookUpTests.LookUp(store, LookUpTests.Asked(("nombre", "carla")));
        Assert.Equal(made, found.Found);
    }

    [Theory, BothEngines]
    public async Task A_record_changes_and_is_found_by_what_it_is_now(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var ana = (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found;

        var after = await Update(store, Change(ana, ("telefono", "7999-0001"), ("nombre", "Ana Cambiada")) with { State = "activo" }, "run:1");

        Assert.Equal("activo", after.Part("estado")!.ToText());
        Assert.Equal(LookUpOutcome.Nothing, (await LookUpTests.LookUp(store, LookUpTests.Asked(("telefono", "7000-0001")))).Outcome);
        Assert.Equal(after, (await LookUpTests.LookUp(store, LookUpTests.Asked(("telefono", "7999-0001")))).Found);
        Assert.Equal(after, (await LookUpTests.LookUp(store, LookUpTests.Asked(("nombre", "cambiada")))).Found);
    }

    [Theory, BothEngines]
    public async Task The_same_key_changes_a_record_once(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);

        var first = await Update(store, Change(null, ("DUI", "00000013-0")), "run:1");
        var again = await Update(store, Change(null, ("DUI", "00000013-0")), "run:1");

        Assert.Equal(first, again);
        Assert.Single(await Changes(store));
    }

    [Theory, BothEngines]
    public async Task A_state_that_does_not_follow_is_refused_and_nothing_changes(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var ana = (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found;

        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() =>
            Update(store, Change(ana, ("saldo", "99")) with { State = "retirado" }, "run:1"));

        Assert.Equal("persona: de «registrado» no se pasa a «retirado».", refused.Message);
        Assert.Equal(ana, (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found);
        Assert.Empty(await Changes(store));
    }

    [Theory]
    [InlineData("nacimiento", "31/02/2020", "Fecha de nacimiento: Escriba una fecha que exista")]
    [InlineData("saldo", "mucho", "Saldo: Escriba un número")]
    [InlineData("telefono", "12", "Teléfono: ")]
    [InlineData("color", "rojo", "persona no tiene el dato «color»")]
    [InlineData("estado", "volando", "persona: «volando» no es un estado")]
    public async Task A_value_that_is_none_is_refused_with_its_field(string field, string value, string message)
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);

        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() => Update(store, Change(null, ("DUI", "00000013-0"), (field, value)), "run:1"));

        Assert.StartsWith(message, refused.Message);
    }

    [Theory, BothEngines]
    public async Task A_change_takes_part_in_the_callers_transaction(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);

        await Assert.ThrowsAsync<TimeoutException>(() => agent.Db().Write(async cancel =>
        {
            await agent.Get<IRecords>().Update(Change(null, ("DUI", "00000013-0")), "run:1", "ana", cancel);
            throw new TimeoutException();
        }));

        Assert.Empty(await Changes(store));
        Assert.Equal(LookUpOutcome.Nothing, (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000013-0")))).Outcome);
    }

    [Theory, BothEngines]
    public async Task Each_change_says_who_when_and_what_was_before(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        var ana = (await LookUpTests.LookUp(store, LookUpTests.Asked(("DUI", "00000001-8")))).Found;

        await Update(store, Change(ana, ("saldo", "20")), "run:1");

        var change = Assert.Single(await Changes(store));
        Assert.Equal(("ana", store.Clock.Now), (change.By, change.At));
        Assert.Equal("10.5", change.Before.Part("saldo")!.ToText());
        Assert.Equal("20", change.After.Part("saldo")!.ToText());
    }

    internal static UpdateRecord Change(Datum? of, params (string Field, string Value)[] set) =>
        new("1.1", "A/1", "registro", "persona", of, LookUpTests.Values(set), null, null, null);

    internal static async Task<Datum> Update(Store store, UpdateRecord change, string key)
    {
        await using var agent = store.In(SmallPack.Id);
        return await agent.Get<IRecords>().Update(change, key, "ana", default);
    }

    private static async Task<List<RecordChange>> Changes(Store store)
    {
        await using var agent = store.In(SmallPack.Id);
        return await agent.Db().Set<RecordChange>().ToListAsync();
    }
}

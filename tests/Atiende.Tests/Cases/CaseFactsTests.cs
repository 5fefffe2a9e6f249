using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Values;

namespace Atiende.Tests.Cases;

public sealed class CaseFactsTests
{
    private static readonly ImmutableSortedDictionary<string, Datum> Nothing = ImmutableSortedDictionary<string, Datum>.Empty;

    [Theory, BothEngines]
    public async Task A_damage_opened_here_is_found_by_a_look_up_of_the_system_in_whose_name_it_is_kept(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "bo-comteco");
        await using var agent = store.In("bo-comteco");
        var cases = agent.Get<ICases>();
        var run = Guid.CreateVersion7();
        var damage = new OpenCase { Name = "dano", Type = "dano", Fields = Case.NoFields.Add("contrato", Datum.Of("700-123")).Add("causal", Datum.Of("sin-tono")) };
        var opened = await cases.Save(new("1", run, damage, null, null, "ana.agente"), default);
        await cases.Save(new("2", Guid.CreateVersion7(), damage with { Fields = Case.NoFields.Add("contrato", Datum.Of("999")) }, null, null, "ana.agente"), default);
        await cases.Save(new("3", run, damage with { State = "asignado" }, null, null, "ana.agente"), default);
        var client = Datum.Of([KeyValuePair.Create("contrato", Datum.Of("700123"))]);

        var byClient = Assert.Single(await cases.Facts(LookUp(of: client), default));
        var byNumber = Assert.Single(await cases.Facts(LookUp(keys: Nothing.Add("dano", Datum.Of(opened.Folio.ToLowerInvariant()))), default));

        Assert.Equal((opened.Folio, "asignado"), (byClient.Part("dano")!.ToText(), byClient.Part("estado")!.ToText()));
        Assert.Equal(byClient, byNumber);
        Assert.Empty(await cases.Facts(LookUp(of: client, where: Nothing.Add("estado", Datum.Of("cerrado"))), default));
        Assert.Empty(await cases.Facts(LookUp(of: client) with { Record = "cliente" }, default));
    }

    [Theory, BothEngines]
    public async Task A_look_up_of_the_system_brings_what_was_opened_here(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "bo-comteco");
        await using var agent = store.In("bo-comteco");
        var damage = new OpenCase { Name = "dano", Type = "dano", Fields = Case.NoFields.Add("contrato", Datum.Of("no-hay-900")) };
        var asked = LookUp(of: Datum.Of([KeyValuePair.Create("contrato", Datum.Of("no-hay-900"))]));
        Assert.Equal(LookUpOutcome.Nothing, (await agent.Get<IRecords>().LookUp(asked, default)).Outcome);

        var opened = await agent.Get<ICases>().Save(new("1", Guid.CreateVersion7(), damage, null, null, "ana.agente"), default);
        var found = await agent.Get<IRecords>().LookUp(asked, default);
        var again = await agent.Get<ICases>().Reiterate(new("2", Guid.CreateVersion7(), "daño", found.Found, "reiteración de daño", null, null, "ana.agente"), default);

        Assert.Equal((LookUpOutcome.Found, opened.Folio), (found.Outcome, found.Found!.Part("dano")!.ToText()));
        Assert.Equal(opened.Id, again.Id);
    }

    private static LookUpRecord LookUp(
        Datum? of = null, ImmutableSortedDictionary<string, Datum>? keys = null, ImmutableSortedDictionary<string, Datum>? where = null) =>
        new("1.1", "A/3", "smartflex", "dano", keys ?? Nothing, where ?? Nothing, of, null, "daño", false, true);
}

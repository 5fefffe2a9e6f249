using Atiende.Fabric;
using Atiende.Procedures.Walking;
using Atiende.Records;
using Atiende.Tests.Harness;
using Atiende.Tests.Organizations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atiende.Tests.Records;

public sealed class RecordDeskTests
{
    [Theory, BothEngines]
    public async Task A_list_masks_what_is_personal_and_hides_what_the_role_may_not_see(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);

        var hit = Assert.Single(await Search(agent, "pena ana", ["operador"]));

        Assert.Equal(("A… E… P… · ••••••01-8", "registrado"), (hit.Title, hit.State));
        Assert.Contains(("Teléfono", "••••-••01"), hit.Fields);
        Assert.DoesNotContain(hit.Fields, field => field.Label == "Fecha de nacimiento");
        Assert.Null(hit.Facts.Part("nacimiento"));
        var seen = Assert.Single(await Search(agent, "7000 0001", ["coordinador"]));
        Assert.Contains(seen.Fields, field => field.Label == "Fecha de nacimiento");
    }

    [Theory, BothEngines]
    public async Task A_person_has_their_records_and_what_belongs_to_them(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine, ("systems/registro.recibo.csv", "numero,DUI,mes\nR-1,00000001-8,enero\nR-2,00000002-6,enero\n"));
        await using var agent = store.In(SmallPack.Id);

        var byTelephone = await agent.Get<IRecords>().About(new(null, ["50370000001"], [], null), ["operador"], default);
        var byName = await agent.Get<IRecords>().About(new(null, [], [], "Ana Ejemplo Peña"), ["operador"], default);
        var nobody = await agent.Get<IRecords>().About(new("99999999-9", [], [], "Ana Ejemplo Peña"), ["operador"], default);

        Assert.Equal(["Ana Ejemplo Peña · 00000001-8", "Recibo R-1"], byTelephone.Hits.Select(hit => hit.Title));
        Assert.Equal(byTelephone.Hits.Select(hit => hit.Id), byName.Hits.Select(hit => hit.Id));
        Assert.Empty(nobody.Hits);
    }

    [Theory, BothEngines]
    public async Task Each_reading_of_a_persons_record_is_written_down(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);

        var found = await agent.Get<IRecords>().LookUp(LookUpTests.Asked(("DUI", "00000001-8")), default);

        var line = Assert.Single(await agent.Get<IAudit>().Of($"record:{found.Found!.Part("id")!.ToText()}", 10, default));
        Assert.Equal(("record.read", "look-up A/1: registro.persona"), (line.What, line.Why));
    }

    [Theory, BothEngines]
    public async Task A_list_is_searched_by_keys_as_they_are_typed_and_by_state(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);

        Assert.Equal(["Bruno"], await Names(agent, "000000026", null));
        Assert.Equal(["Ana", "Ana", "Bruno"], await Names(agent, "0000", null));
        Assert.Equal(["Ana", "Bruno"], await Names(agent, "ejemplo", null));
        Assert.Equal(["Bruno"], await Names(agent, "ejem", "activo"));
        Assert.Equal(["Ana", "Bruno"], await Names(agent, " ", "activo"));
        Assert.Equal(["Ana", "Ana", "Bruno"], await Names(agent, "", null));
        Assert.Empty(await Names(agent, "nadie", null));
        var first = await agent.Get<IRecords>().Search(new("", "registro", "persona", null, 2), ["operador"], default);
        Assert.Equal((2, true), (first.Hits.Count, first.More));
        Assert.False((await agent.Get<IRecords>().Search(new("", "registro", "persona", null, 3), ["operador"], default)).More);
    }

    [Theory, BothEngines]
    public async Task What_a_role_may_not_see_is_not_found_out_by_searching(Engine engine)
    {
        var registro = SmallPack.Registro.Replace("seen-by: { nacimiento: [coordinador] }", "seen-by: { DUI: [coordinador], estado: [coordinador] }");
        await using var store = await LookUpTests.Loaded(engine, ("systems/registro.yaml", registro));
        await using var agent = store.In(SmallPack.Id);

        Assert.Empty(await Search(agent, "00000001-8", ["operador"]));
        Assert.Equal(("A… E… P…", null), Assert.Single(await Search(agent, "ana ejemplo", ["operador"])) is var hidden ? (hidden.Title, hidden.State) : default);
        Assert.Equal("registrado", Assert.Single(await Search(agent, "00000001-8", ["coordinador"])).State);
    }

    [Theory, BothEngines]
    public async Task Reading_one_record_is_written_down_and_one_of_another_type_is_not_there(Engine engine)
    {
        await using var store = await LookUpTests.Loaded(engine);
        await using var agent = store.In(SmallPack.Id);
        var hit = Assert.Single(await Search(agent, "ana ejemplo", ["operador"]));

        var read = Assert.Single((await agent.Get<IRecords>().Read("registro", "persona", hit.Id, ["operador"], default)).Hits);

        Assert.Equal("Ana Ejemplo Peña · 00000001-8", read.Title);
        Assert.Equal("page: registro.persona", Assert.Single(await agent.Get<IAudit>().Of($"record:{hit.Id}", 10, default)).Why);
        Assert.Equal("search: 1", Assert.Single(await agent.Get<IAudit>().Of("records:registro.persona", 10, default)).Why);
        Assert.Empty((await agent.Get<IRecords>().Read("registro", "recibo", hit.Id, ["operador"], default)).Hits);
        Assert.Empty((await agent.Get<IRecords>().Read("registro", "casa", hit.Id, ["operador"], default)).Hits);
    }

    [Fact]
    public async Task A_slow_system_is_a_failed_answer_that_says_so()
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);
        await using var agent = store.In(SmallPack.Id);

        var answer = await Desk(agent, new Connector(token => Task.Delay(Timeout.Infinite, CancellationToken.None))).LookUp(LookUpTests.Asked(("DUI", "1")), default);

        Assert.Equal((LookUpOutcome.Failed, "Registro no respondió en 0 s."), (answer.Outcome, answer.Problem));
    }

    [Fact]
    public async Task A_broken_system_is_a_failed_answer_and_its_error_stays_inside()
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);
        await using var agent = store.In(SmallPack.Id);
        var desk = Desk(agent, new Connector(_ => throw new InvalidOperationException("secret host")));

        var answer = await desk.LookUp(LookUpTests.Asked(("DUI", "1")), default);
        var refused = await Assert.ThrowsAsync<RecordRefusedException>(() => desk.Update(UpdateTests.Change(null, ("DUI", "00000013-0")), "run:1", "ana", default));

        Assert.Equal((LookUpOutcome.Failed, "Registro no está disponible."), (answer.Outcome, answer.Problem));
        Assert.Equal("Registro no está disponible.", refused.Message);
        var searched = await desk.Search(new("ana", null, null, null, 10), [], default);
        var about = await desk.About(new("00000001-8", [], [], null), ["operador"], default);
        var read = await desk.Read("registro", "persona", Guid.CreateVersion7(), ["operador"], default);
        Assert.All([searched, about, read], answered =>
        {
            Assert.Empty(answered.Hits);
            Assert.Equal(("Registro", "Registro is not available."), (answered.Failed.Single().System, answered.Failed.Single().Said.English));
        });
    }

    [Fact]
    public async Task A_look_up_of_a_type_that_is_not_declared_fails_with_its_name()
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);

        var answer = await LookUpTests.LookUp(store, LookUpTests.Asked() with { Record = "casa" });

        Assert.Equal((LookUpOutcome.Failed, "No hay registros registro.casa."), (answer.Outcome, answer.Problem));
    }

    private static async Task<IReadOnlyList<RecordHit>> Search(AsyncServiceScope scope, string text, string[] roles) =>
        (await scope.Get<IRecords>().Search(new(text, "registro", "persona", null, 10), roles, default)).Hits;

    private static async Task<IEnumerable<string>> Names(AsyncServiceScope scope, string text, string? state) =>
        (await scope.Get<IRecords>().Search(new(text, "registro", "persona", state, 10), ["operador"], default))
            .Hits.Select(hit => hit.Facts.Part("nombre")!.ToText().Split(' ')[0]).Order(StringComparer.Ordinal);

    private static RecordDesk Desk(AsyncServiceScope scope, IRecordConnector connector) => ActivatorUtilities.CreateInstance<RecordDesk>(
        scope.ServiceProvider, new List<IRecordConnector> { connector }, new RecordPatience(TimeSpan.FromMilliseconds(50)), NullLogger<RecordDesk>.Instance);

    /// <summary>A system outside that does as it is told.</summary>
    private sealed class Connector(Func<CancellationToken, Task> answer) : IRecordConnector
    {
        public bool Serves(string organizationId, string system) => true;

        public Task<LookedUp> LookUp(RecordShape type, LookUpRecord asked, CancellationToken cancel) => After<LookedUp>(cancel);

        public Task<FoundRecord> Update(RecordShape type, UpdateRecord change, string key, string by, CancellationToken cancel) => After<FoundRecord>(cancel);

        public Task<IReadOnlyList<FoundRecord>> About(IReadOnlyList<RecordShape> types, PersonKeys person, int most, CancellationToken cancel) =>
            After<IReadOnlyList<FoundRecord>>(cancel);

        public Task<IReadOnlyList<FoundRecord>> Search(IReadOnlyList<RecordShape> types, RecordQuestion asked, CancellationToken cancel) =>
            After<IReadOnlyList<FoundRecord>>(cancel);

        public Task<FoundRecord?> Read(RecordShape type, Guid id, CancellationToken cancel) => After<FoundRecord?>(cancel);

        private async Task<T> After<T>(CancellationToken cancel)
        {
            await answer(cancel);
            throw new NotSupportedException("It never answers.");
        }
    }
}

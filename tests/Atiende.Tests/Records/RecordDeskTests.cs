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

        var hit = Assert.Single(await agent.Get<IRecords>().Search("pena ana", null, null, ["operador"], 10, default));

        Assert.Equal("A… E… P… · ••••••01-8", hit.Title);
        Assert.Contains(("Teléfono", "••••-••01"), hit.Fields);
        Assert.DoesNotContain(hit.Fields, field => field.Label == "Fecha de nacimiento");
        Assert.Null(hit.Facts.Part("nacimiento"));
        var seen = Assert.Single(await agent.Get<IRecords>().Search("7000 0001", "registro", "persona", ["coordinador"], 10, default));
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

        Assert.Equal(["Ana Ejemplo Peña · 00000001-8", "Recibo R-1"], byTelephone.Select(hit => hit.Title));
        Assert.Equal(byTelephone.Select(hit => hit.Id), byName.Select(hit => hit.Id));
        Assert.Empty(nobody);
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
        Assert.Empty(await desk.Search("ana", null, null, [], 10, default));
    }

    [Fact]
    public async Task A_look_up_of_a_type_that_is_not_declared_fails_with_its_name()
    {
        await using var store = await LookUpTests.Loaded(Engine.Sqlite);

        var answer = await LookUpTests.LookUp(store, LookUpTests.Asked() with { Record = "casa" });

        Assert.Equal((LookUpOutcome.Failed, "No hay registros registro.casa."), (answer.Outcome, answer.Problem));
    }

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

        public Task<IReadOnlyList<FoundRecord>> Search(IReadOnlyList<RecordShape> types, string text, int most, CancellationToken cancel) =>
            After<IReadOnlyList<FoundRecord>>(cancel);

        private async Task<T> After<T>(CancellationToken cancel)
        {
            await answer(cancel);
            throw new NotSupportedException("It never answers.");
        }
    }
}

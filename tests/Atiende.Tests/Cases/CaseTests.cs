using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Cases;

public sealed class CaseTests
{
    private const string Enrolment = "Inscripción o modificación de beneficiario GLP por recibo de energía";

    private static readonly OpenCase Order = new() { Name = "orden", Type = "orden", Kind = Enrolment, Fields = Fields(("recibo", "100-200"), ("DUI", "00000001-8")) };

    [Theory, BothEngines]
    public async Task A_runs_case_is_opened_once_with_the_next_folio_of_its_type(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var run = Guid.CreateVersion7();

        var opened = await Save(agent, run, "1.1", Order);
        var changed = await Save(agent, run, "2.1", Order with { State = "en-proceso" });
        var other = await Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "consulta", Type = "consulta" });

        Assert.Equal(("OT-2026-000001", "creada"), (opened.Folio, opened.State));
        Assert.Equal(opened with { State = "en-proceso" }, changed);
        Assert.Equal("C-2026-000001", other.Folio);
        var found = (await agent.Get<ICases>().Find(opened.Id, default))!;
        Assert.Equal(
            ["Se abre: orden de trabajo OT-2026-000001", "Datos: DUI, Recibo de energía eléctrica", "Estado: creada", "Estado: en proceso"],
            found.Events.Select(e => e.What));
        Assert.Equal(Enrolment, found.Summary.Title);
        Assert.Contains(("Recibo de energía eléctrica", "100-200"), found.Fields);
    }

    [Theory, BothEngines]
    public async Task The_same_change_asked_for_twice_is_made_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var run = Guid.CreateVersion7();

        var first = await Save(agent, run, "1.1", Order);
        var again = await Save(agent, run, "1.1", Order with { State = "cerrada" });

        Assert.Equal(first, again);
        Assert.Equal(1, await agent.Db().Set<Case>().CountAsync());
    }

    [Theory, BothEngines]
    public async Task One_receipt_has_one_open_order(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var run = Guid.CreateVersion7();
        await Save(agent, run, "1.1", Order);
        var same = Order with { Fields = Fields(("recibo", "100 200")) };

        var refused = await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, Guid.CreateVersion7(), "1.1", same));
        Assert.Contains("OT-2026-000001", refused.Said.Spanish, StringComparison.Ordinal);
        Assert.Contains("Recibo de energía eléctrica", refused.Said.English, StringComparison.Ordinal);

        await Save(agent, run, "2.1", Order with { State = "cerrada" });
        Assert.Equal("OT-2026-000002", (await Save(agent, Guid.CreateVersion7(), "1.1", same)).Folio);
    }

    [Theory, BothEngines]
    public async Task Of_two_who_open_one_receipts_order_at_once_one_is_refused(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var agent = store.In("sv-hacienda");
            try
            {
                return (await Save(agent, Guid.CreateVersion7(), "1.1", Order)).Folio;
            }
            catch (CaseRefusedException)
            {
                return "refused";
            }
        })));

        // Which number it has depends on how many were reserved at once: a refused one may leave a gap.
        Assert.Equal(3, outcomes.Count(outcome => outcome == "refused"));
        Assert.Matches("^OT-2026-00000[1-4]$", Assert.Single(outcomes, outcome => outcome != "refused"));
    }

    [Theory, BothEngines]
    public async Task A_refusal_leaves_the_callers_transaction_as_it_was(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var run = Guid.CreateVersion7();
        await Save(agent, run, "1.1", Order with { State = "cerrada" });

        await agent.Db().Write(async inner =>
        {
            var refused = Save(agent, run, "2.1", Order with { State = "creada", Fields = Fields(("recibo", "999")) });
            await Assert.ThrowsAsync<CaseRefusedException>(() => refused);
            await Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "consulta", Type = "consulta" });
        });

        var cases = await agent.Db().Set<Case>().AsNoTracking().OrderBy(c => c.Folio).ToListAsync();
        Assert.Equal(["C-2026-000001", "OT-2026-000001"], cases.Select(c => c.Folio));
        Assert.Equal("100-200", cases[1].Fields["recibo"].ToText());
    }

    [Theory, BothEngines]
    public async Task Sub_orders_are_opened_in_the_packs_order_and_go_through_their_states(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var run = Guid.CreateVersion7();
        var opened = await Save(agent, run, "1.1", Order);

        var early = await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, run, "2.1", With(Part("Registro en sistema", "abierta"))));
        Assert.Contains("Recepción de documentación", early.Message, StringComparison.Ordinal);
        await Save(agent, run, "3.1", With(Part("Recepción de documentación", "abierta")));
        await Save(agent, run, "3.2", With(Part("Recepción de documentación", "cerrada", ("documentos", "recibo"))));
        await Save(agent, run, "4.1", With(Part("Recepción de documentación", "cerrada"), Part("Registro en sistema", "abierta")));
        await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, run, "5.1", With(Part("Otra cosa", "abierta"))));

        var found = (await agent.Get<ICases>().Find(opened.Id, default))!;
        Assert.Equal([("Recepción de documentación", "cerrada"), ("Registro en sistema", "abierta")], found.SubOrders.Select(s => (s.Name, s.StateName)));
        Assert.Equal([("Documentos recibidos", "recibo")], found.SubOrders[0].Fields);
        Assert.Contains("Suborden Recepción de documentación: completada", found.Events.Select(e => e.What));

        OpenCase With(params OpenSubOrder[] parts) => Order with { SubOrders = [.. parts] };
        OpenSubOrder Part(string name, string state, params (string, string)[] fields) => new(name, state, Fields(fields));
    }

    [Theory, BothEngines]
    public async Task A_case_goes_to_a_unit_by_its_id_or_its_name_and_to_nobody_unknown(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "cl-soser");
        await using var agent = store.In("cl-soser");
        var run = Guid.CreateVersion7();
        var ticket = new OpenCase { Name = "ticket", Type = "ticket", Fields = Fields(("motivo", "Reclamo"), ("asunto", "Prueba")), To = "area de calidad" };

        var opened = await Save(agent, run, "1.1", ticket);
        Assert.Equal("area-calidad", (await Summary(agent, opened.Id)).To);

        var refused = await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, run, "2.1", ticket with { To = "area-de-nadie" }));
        Assert.Contains("«area-de-nadie»", refused.Message, StringComparison.Ordinal);
        Assert.Equal("area-calidad", (await Summary(agent, opened.Id)).To);
    }

    [Theory, BothEngines]
    public async Task A_tickets_clock_runs_from_its_entry_until_the_state_that_stops_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "cl-soser");
        await using var agent = store.In("cl-soser");
        var run = Guid.CreateVersion7();
        var ticket = new OpenCase { Name = "ticket", Type = "ticket", Fields = Fields(("motivo", "Reclamo"), ("asunto", "Prueba")) };

        var opened = await Save(agent, run, "1.1", ticket);
        var entered = store.Clock.Now;
        store.Clock.Advance(TimeSpan.FromHours(70));
        var derived = await Summary(agent, (await Save(agent, run, "2.1", ticket with { State = "derivado", To = "area-calidad" })).Id);
        Assert.Equal(entered.AddHours(72), derived.DueAt);
        Assert.Contains("72 horas corridas desde", derived.DueWhy, StringComparison.Ordinal);

        store.Clock.Advance(TimeSpan.FromHours(3));
        await Save(agent, run, "3.1", ticket with { State = "segunda-respuesta" });

        var found = (await agent.Get<ICases>().Find(opened.Id, default))!;
        Assert.Null(found.Summary.DueAt);
        Assert.Contains("Segunda respuesta: fuera del plazo", found.Events.Select(e => e.What));
        Assert.Contains("Estado: Recepción notificada", found.Events.Select(e => e.What));
    }

    [Theory, BothEngines]
    public async Task A_line_of_a_list_masks_what_is_personal(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "bo-comteco");
        await using var agent = store.In("bo-comteco");

        var saved = await Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "sim", Type = "bloqueo-sim", Fields = Fields(("telefono", "70000001"), ("nombre", "Ana Ejemplo")) });

        var found = (await agent.Get<ICases>().Find(saved.Id, default))!;
        Assert.Equal("Bloqueo SIM · ••••••01", found.Summary.Title);
        Assert.Contains(("Teléfono", "70000001"), found.Fields);
        Assert.Empty((await agent.Get<ICases>().Search(All with { Text = "70000001" }, default)).Items);
        Assert.Equal(1, (await agent.Get<ICases>().Search(All with { Text = "bloqueo" }, default)).Total);
    }

    [Theory, BothEngines]
    public async Task A_kind_is_one_of_the_packs_however_it_is_typed(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");

        var saved = await Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "consulta", Type = "consulta", Kind = "CONSULTA POR COBRO DE SUBSIDIOS" });

        Assert.Equal("Consulta por cobro de subsidios", (await Summary(agent, saved.Id)).Kind);
        await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "consulta", Type = "consulta", Kind = "receta de cocina" }));
        await Assert.ThrowsAsync<CaseRefusedException>(() => Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "x", Type = "no-existe" }));
    }

    [Theory, BothEngines]
    public async Task A_fault_reported_again_is_counted_on_the_one_that_is_there(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "bo-comteco");
        await using var agent = store.In("bo-comteco");
        var cases = agent.Get<ICases>();
        var fault = await Save(agent, Guid.CreateVersion7(), "1.1", new() { Name = "dano", Type = "dano", Fields = Fields(("contrato", "C-1")) });
        var foreign = Datum.Of([KeyValuePair.Create("id", Datum.Of("77")), KeyValuePair.Create("dano", Datum.Of("D-900"))]);

        var ours = await cases.Reiterate(Again("a", Datum.Of([KeyValuePair.Create("dano", Datum.Of(fault.Folio))])), default);
        var first = await cases.Reiterate(Again("b", foreign), default);
        var second = await cases.Reiterate(Again("c", foreign), default);
        await cases.Reiterate(Again("c", foreign), default);

        Assert.Equal(fault.Id, ours.Id);
        Assert.Equal(1, (await Summary(agent, fault.Id)).Reiterations);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal((2, "reiteración de daño · D-900"), ((await Summary(agent, first.Id)).Reiterations, (await Summary(agent, first.Id)).Title));

        CaseReiteration Again(string key, Datum bound) => new(key, Guid.CreateVersion7(), "daño", bound, "reiteración de daño", null, null, "ana.agente");
    }

    [Theory, BothEngines]
    public async Task Cases_are_found_by_folio_words_person_and_filters(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var cases = agent.Get<ICases>();
        var person = await agent.Get<IContacts>().FindOrCreate(new("Ana Ejemplo", "00000001-8", null, null), "ana.operador", default);
        var interaction = await agent.Get<IInteractions>().Start(new(ChannelKind.Voice, null, null, false, person, "ana.operador", "call-center"), default);
        await cases.Save(new("k1", Guid.CreateVersion7(), Order, interaction, person, "ana.operador"), default);
        await cases.Save(new("k2", Guid.CreateVersion7(), new() { Name = "consulta", Type = "consulta", Kind = "Consulta por cobro de subsidios", State = "finalizada" }, null, null, "ana.operador"), default);

        Assert.Equal(["OT-2026-000001"], await Folios(All with { Text = "ot-2026-000001" }));
        Assert.Equal(["C-2026-000001"], await Folios(All with { Text = "subsidios COBRO" }));
        Assert.Equal(["OT-2026-000001"], await Folios(All with { Text = "ana ejemplo" }));
        Assert.Equal(["C-2026-000001"], await Folios(All with { Type = "consulta", State = "finalizada" }));
        Assert.Equal(["OT-2026-000001"], await Folios(All with { OpenOnly = true }));
        Assert.Single((await cases.Search(All with { PageSize = 1, Page = 2 }, default)).Items);
        Assert.Equal("OT-2026-000001", Assert.Single(await cases.OfContact(person, default)).Folio);
        Assert.Equal("OT-2026-000001", Assert.Single(await cases.OfInteraction(interaction, default)).Folio);
        using (Request.Of(agent, "uact", Ability.Attend)) Assert.Equal(["C-2026-000001"], await Folios(All));

        async Task<IEnumerable<string>> Folios(CaseFilter filter) => (await cases.Search(filter, default)).Items.Select(i => i.Folio);
    }

    private static readonly CaseFilter All = new(null, null, null, null, null, OpenOnly: false, 1, 50);

    private static Task<SavedCase> Save(AsyncServiceScope scope, Guid run, string doing, OpenCase one) =>
        scope.Get<ICases>().Save(new($"{run}:{doing}", run, one, null, null, "ana.operador"), default);

    private static async Task<CaseSummary> Summary(AsyncServiceScope scope, Guid id) => (await scope.Get<ICases>().Find(id, default))!.Summary;

    private static ImmutableSortedDictionary<string, Datum> Fields(params (string Name, string Text)[] fields) =>
        Case.NoFields.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, Datum.Of(f.Text))));
}

using Atiende.Contacts;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Interactions;

public sealed class InteractionTests
{
    private static readonly InteractionStart Call = new(ChannelKind.Voice, "llamada", "call-center", Outgoing: false, Contact: null, "ana.operador", "call-center");

    [Theory, BothEngines]
    public async Task One_started_by_hand_is_answered_and_has_the_years_next_folio(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var room = agent.Get<IInteractions>();

        var first = await room.Find(await room.Start(Call, default), default);
        var second = await room.Find(await room.Start(Call with { Channel = ChannelKind.WhatsApp }, default), default);

        Assert.Equal(("A-2026-000001", "A-2026-000002"), (first!.Summary.Folio, second!.Summary.Folio));
        Assert.Equal(InteractionState.Answered, first.Summary.State);
        Assert.Equal(InteractionEventKind.Started, Assert.Single(first.Events).Kind);
    }

    [Theory, BothEngines]
    public async Task The_year_of_a_folio_is_that_of_the_organisations_clock(Engine engine)
    {
        // 03:00 UTC on New Year's Day is still 21:00 of the year before in San Salvador.
        await using var store = await PackedStore.On(engine, "sv-hacienda", new DateTimeOffset(2027, 1, 1, 3, 0, 0, TimeSpan.Zero));
        await using var agent = store.In("sv-hacienda");
        var room = agent.Get<IInteractions>();

        Assert.Equal("A-2026-000001", (await room.Find(await room.Start(Call, default), default))!.Summary.Folio);
    }

    [Theory, BothEngines]
    public async Task Parking_taking_up_and_closing_are_written_down_in_order(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var room = agent.Get<IInteractions>();
        var id = await room.Start(Call, default);

        await room.Park(id, parked: true, "ana.operador", default);
        Assert.True(Assert.Single(await room.OpenOf("ana.operador", default)).Parked);
        await room.Park(id, parked: true, "ana.operador", default);
        await room.Park(id, parked: false, "ana.operador", default);
        await room.Note(id, InteractionEventKind.Told, "Se informó de los requisitos", "ana.operador", default);
        await room.Assign(id, "beto.operador", default);
        await room.Close(id, "Concluida", "sin pendientes", "beto.operador", default);
        await room.Close(id, "Otra", null, "beto.operador", default);

        var found = (await room.Find(id, default))!;
        Assert.Equal(
            [InteractionEventKind.Started, InteractionEventKind.Parked, InteractionEventKind.Resumed, InteractionEventKind.Told, InteractionEventKind.Assigned, InteractionEventKind.Closed],
            found.Events.Select(e => e.Kind));
        Assert.Equal(("beto.operador", "Concluida", InteractionState.Closed), (found.Summary.Member, found.Summary.Disposition, found.Summary.State));
        Assert.Empty(await room.OpenOf("beto.operador", default));
    }

    [Theory, BothEngines]
    public async Task What_happened_cannot_be_rewritten(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        await agent.Get<IInteractions>().Start(Call, default);

        await Assert.ThrowsAnyAsync<Exception>(() => agent.Db().Set<InteractionEvent>().ExecuteDeleteAsync());
    }

    [Theory, BothEngines]
    public async Task Two_who_write_at_once_both_stand_in_the_order_of_events(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        Guid id;
        await using (var agent = store.In("sv-hacienda")) id = await agent.Get<IInteractions>().Start(Call, default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            await using var agent = store.In("sv-hacienda");
            await agent.Get<IInteractions>().Note(id, InteractionEventKind.Note, $"nota {n}", "ana.operador", default);
        })));

        await using var reader = store.In("sv-hacienda");
        Assert.Equal(5, (await reader.Get<IInteractions>().Find(id, default))!.Events.Count);
    }

    [Theory, BothEngines]
    public async Task Past_ones_are_found_by_folio_person_and_filters_a_page_at_a_time(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var room = agent.Get<IInteractions>();
        var person = await agent.Get<IContacts>().FindOrCreate(new("Ana Ejemplo", "00000001-8", null, null), "ana.operador", default);
        for (var i = 0; i < 5; i++)
        {
            store.Clock.Advance(TimeSpan.FromMinutes(1));
            var id = await room.Start(Call with { Member = i == 4 ? "beto.operador" : "ana.operador", Line = i == 0 ? "whatsapp" : "call-center" }, default);
            if (i == 3) await room.SetContact(id, person, "ana.operador", default);
            if (i < 2) await room.Close(id, "Concluida", null, "ana.operador", default);
        }

        var all = new InteractionFilter(null, null, null, null, null, null, null, OpenOnly: false, 1, 2);

        Assert.Equal(["A-2026-000005", "A-2026-000004"], await Folios(all));
        Assert.Equal(["A-2026-000003", "A-2026-000002"], await Folios(all with { Page = 2 }));
        Assert.Equal(5, (await room.Search(all, default)).Total);
        Assert.Equal(["A-2026-000002"], await Folios(all with { Text = "a-2026-000002" }));
        Assert.Equal(["A-2026-000004"], await Folios(all with { Text = "00000001-8" }));
        Assert.Equal(["A-2026-000005"], await Folios(all with { Member = "beto.operador" }));
        Assert.Equal(["A-2026-000001"], await Folios(all with { Line = "whatsapp" }));
        Assert.Equal(2, (await room.Search(all with { Disposition = "Concluida" }, default)).Total);
        Assert.Equal(3, (await room.Search(all with { OpenOnly = true }, default)).Total);
        Assert.Equal(1, (await room.Search(all with { From = store.Clock.Now }, default)).Total);
        Assert.Equal("A… E…", Assert.Single(await room.OfContact(person, 10, default)).ContactName);

        async Task<IEnumerable<string>> Folios(InteractionFilter filter) => (await room.Search(filter, default)).Items.Select(i => i.Folio);
    }
}

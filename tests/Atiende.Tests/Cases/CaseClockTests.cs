using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Cases.Clocks;
using Atiende.Inbox;
using Atiende.Measures;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Values;
using Atiende.Values.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Atiende.Tests.Cases;

public sealed class CaseClockTests
{
    private const string Soser = "cl-soser";

    // Monday 16 November 2026, 10:00 in Santiago.
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 13, 0, 0, TimeSpan.Zero);

    private static readonly OpenCase Claim = new()
    {
        Name = "ticket",
        Type = "ticket",
        State = "derivado",
        To = "area-calidad",
        Fields = Fields(("motivo", "Reclamo"), ("tema", "Pae Celiaco"), ("asunto", "Prueba")),
    };

    [Theory, BothEngines]
    public async Task A_clock_is_kept_with_how_it_was_counted_and_stands_still_once_it_is_stopped(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var (run, opened) = await Open(scope, Claim with { Fields = Claim.Fields.Add("fecha_hoja", Datum.Of("2026-11-12")) });

        store.Clock.Advance(TimeSpan.FromHours(18));
        var times = (await scope.Get<ICaseClocks>().Of(opened.Id, default))!;
        var clock = Assert.Single(times.Clocks);

        Assert.Equal((new LocalDate(2026, 11, 12), Monday), (times.Signed, times.Entered));
        Assert.Equal(("Segunda respuesta", ClockState.Running, Monday, Monday.AddHours(72), 0.25), (clock.Name, clock.State, clock.Started, clock.Due, clock.Share));
        Assert.Equal("72 horas corridas desde lun 16/11/2026 10:00: vence jue 19/11/2026 10:00 (America/Santiago)", clock.Why);
        Assert.Equal([50, 75, 90, 100], clock.Warnings);

        await Change(scope, run, "2", Claim with { State = "segunda-respuesta" });
        store.Clock.Advance(TimeSpan.FromDays(9));
        var after = Assert.Single((await scope.Get<ICaseClocks>().Of(opened.Id, default))!.Clocks);
        Assert.Equal((ClockState.InTime, Monday.AddHours(18), 0.25), (after.State, after.Stopped, after.Share));
    }

    [Theory, BothEngines]
    public async Task Each_warning_and_each_step_of_the_chain_is_told_once_to_whom_the_pack_says(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var (_, opened) = await Open(scope, Claim);

        store.Clock.Advance(TimeSpan.FromHours(35));
        await Tell(store);
        Assert.Empty(await Tasks(scope));

        store.Clock.Advance(TimeSpan.FromHours(1));
        await Tell(store);
        await Tell(store);
        var half = Assert.Single(await Tasks(scope));
        Assert.Equal(("area-calidad", "50 % · PAE-2026-000001 · Reclamo · Pae Celiaco · Prueba", Monday.AddHours(72)), (half.Role, half.Title, half.DueAt));
        Assert.Contains("72 horas corridas desde", half.DueWhy, StringComparison.Ordinal);

        store.Clock.Advance(TimeSpan.FromHours(18));
        await Tell(store);
        Assert.Equal([("administrador", "75 %"), ("area-calidad", "75 %")], (await Tasks(scope)).Select(t => (t.Role, t.Title[..4])).Order());

        store.Clock.Advance(TimeSpan.FromHours(18.5));
        await Tell(store);
        Assert.Equal([("area-calidad", "90 %"), ("operaciones", "100 ")], (await Tasks(scope)).Select(t => (t.Role, t.Title[..4])).Order());

        Assert.Equal(
            [
                "Segunda respuesta: pasó el 50 % del plazo; se avisa a Área de Calidad",
                "Segunda respuesta: pasó el 75 % del plazo; se avisa a Área de Calidad, Administrador del Canal de Atención al Usuario",
                "Segunda respuesta: venció el plazo; se avisa a Área de Calidad, Área de Operaciones",
            ],
            await Said(scope, opened.Id));
    }

    [Theory, BothEngines]
    public async Task A_wall_clock_put_forward_and_back_tells_nothing_twice(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var (_, opened) = await Open(scope, Claim);

        store.Clock.Advance(TimeSpan.FromHours(100));
        await Tell(store);
        var (tasks, events) = (await Tasks(scope), await Said(scope, opened.Id));
        Assert.Equal(["administrador", "area-calidad", "operaciones"], tasks.Select(t => t.Role).Order(StringComparer.Ordinal));

        foreach (var hours in new[] { -90, 40, -45, 95, 30 })
        {
            store.Clock.Advance(TimeSpan.FromHours(hours));
            await Tell(store);
        }

        Assert.Equal(tasks.Select(t => t.Id).Order(), (await Tasks(scope)).Select(t => t.Id).Order());
        Assert.Equal(events, await Said(scope, opened.Id));
    }

    [Theory, BothEngines]
    public async Task Two_programs_that_look_at_once_tell_it_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var opened = (await Open(scope, Claim)).Opened;
        store.Clock.Advance(TimeSpan.FromHours(36));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Tell(store))));

        Assert.Single(await Tasks(scope));
        Assert.Single(await Said(scope, opened.Id));
    }

    [Theory, BothEngines]
    public async Task A_clock_that_cannot_be_counted_keeps_no_other_from_being_told(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var broken = (await Open(scope, Claim)).Opened;
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await Open(scope, Claim);
        await scope.Db().Set<CaseClockRow>().Where(row => row.CaseId == broken.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Unit, DueUnit.WorkingHours).SetProperty(row => row.Amount, 1_000_000));
        store.Clock.Advance(TimeSpan.FromHours(40));

        await Tell(store);

        Assert.StartsWith("50 % · PAE-2026-000002", Assert.Single(await Tasks(scope)).Title, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task What_was_answered_asks_nobody_any_more(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var (run, _) = await Open(scope, Claim);
        store.Clock.Advance(TimeSpan.FromHours(60));
        await Tell(store);
        var taken = (await Tasks(scope)).Single(t => t.Role == "administrador");
        Assert.True(await scope.Get<IInbox>().Take(taken.Id, "marta.ejemplo", default));

        await Change(scope, run, "2", Claim with { State = "segunda-respuesta" });
        store.Clock.Advance(TimeSpan.FromHours(60));
        await Tell(store);

        Assert.Empty(await Tasks(scope));
    }

    [Theory, BothEngines]
    public async Task While_nobody_is_in_charge_the_pack_says_who_is_warned(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        await Open(scope, Claim with { State = null, To = null });
        store.Clock.Advance(TimeSpan.FromHours(36));

        await Tell(store);

        Assert.Equal("administrador", Assert.Single(await Tasks(scope)).Role);
    }

    [Theory, BothEngines]
    public async Task Another_reason_has_another_clock_from_the_same_entry(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var (run, opened) = await Open(scope, Claim with { State = null });
        store.Clock.Advance(TimeSpan.FromHours(40));
        await Tell(store);

        await Change(scope, run, "2", Claim with { State = null, Fields = Claim.Fields.SetItem("motivo", Datum.Of("Sugerencia")) });

        var clock = Assert.Single((await scope.Get<ICaseClocks>().Of(opened.Id, default))!.Clocks);
        Assert.Equal(("Respuesta a la sugerencia", Monday.AddHours(72)), (clock.Name, clock.Due));
        Assert.Empty(await Tasks(scope));
    }

    [Theory, BothEngines]
    public async Task A_state_may_pause_a_clock_and_another_start_the_next_stages(Engine engine)
    {
        await using var store = await Paused(engine);
        await using var scope = store.In(Soser);
        var (run, opened) = await Open(scope, Claim);

        store.Clock.Advance(TimeSpan.FromHours(10));
        await Change(scope, run, "2", Claim with { State = "recepcion-notificada" });
        store.Clock.Advance(TimeSpan.FromHours(100));
        await Tell(store);
        var paused = Assert.Single((await scope.Get<ICaseClocks>().Of(opened.Id, default))!.Clocks);
        Assert.Equal((ClockState.Paused, null, "Se espera a la persona"), (paused.State, paused.Due, paused.PausedWhy));
        Assert.Null((await scope.Get<ICases>().Find(opened.Id, default))!.Summary.DueAt);
        Assert.Empty(await Tasks(scope));

        await Change(scope, run, "3", Claim with { State = "respuesta-inicial" });
        var running = Assert.Single((await scope.Get<ICaseClocks>().Of(opened.Id, default))!.Clocks);
        Assert.Equal(Monday.AddHours(172), running.Due);
        Assert.Contains("más 100 h en pausa", running.Why, StringComparison.Ordinal);

        // Saturday 21, 14:00: two working days on is Tuesday's closing.
        store.Clock.Advance(TimeSpan.FromHours(14));
        await Change(scope, run, "4", Claim with { State = "segunda-respuesta" });
        var clocks = (await scope.Get<ICaseClocks>().Of(opened.Id, default))!.Clocks;
        Assert.Equal([("Segunda respuesta", ClockState.InTime), ("Respuesta definitiva", ClockState.Running)], clocks.Select(c => (c.Name, c.State!.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 21, 0, 0, TimeSpan.Zero), clocks[1].Due);
        Assert.Equal(
            ["Segunda respuesta: el plazo se detiene (Se espera a la persona)", "Segunda respuesta: el plazo vuelve a correr", "Segunda respuesta: dentro del plazo"],
            await Said(scope, opened.Id));
    }

    [Theory, BothEngines]
    public async Task The_promised_level_is_what_was_answered_in_time_of_all_whose_time_is_decided(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        await using var scope = store.In(Soser);
        var suggestion = Claim with { Fields = Claim.Fields.SetItem("motivo", Datum.Of("Sugerencia")) };
        var (inTime, _) = await Open(scope, Claim);
        var (outOfTime, late) = (await Open(scope, Claim), await Open(scope, Claim));
        await Open(scope, Claim with { Fields = Claim.Fields.SetItem("motivo", Datum.Of("Consulta")) });
        var (suggested, _) = await Open(scope, suggestion);
        await Change(scope, suggested, "2", suggestion with { State = "respuesta-tipo" });
        store.Clock.Advance(TimeSpan.FromHours(71));
        await Change(scope, inTime, "2", Claim with { State = "segunda-respuesta" });
        store.Clock.Advance(TimeSpan.FromHours(2));
        await Change(scope, outOfTime.Run, "2", Claim with { State = "segunda-respuesta" });
        var running = (await Open(scope, Claim)).Opened;

        var figures = scope.Get<ICaseFigures>();
        var levels = await figures.ServiceLevels(new(Monday), default);

        Assert.Equal(["reclamo", "sugerencia"], levels.Select(level => level.Indicator));
        Assert.Equal((1, 1, 1, 1, 98m), (levels[0].InTime, levels[0].OutOfTime, levels[0].Late, levels[0].Running, levels[0].Target));
        Assert.Equal((100.0 / 3, false), (levels[0].Percent!.Value, levels[0].IsKept!.Value));
        Assert.Equal((1, 1, 100.0, true), (levels[1].InTime, levels[1].Decided, levels[1].Percent!.Value, levels[1].IsKept!.Value));
        Assert.Equal(late.Opened.Id, Assert.Single((await figures.Behind("reclamo", CaseFigurePart.Late, new(Monday), 1, 10, default))!.Items).Id);
        Assert.Equal(running.Id, Assert.Single((await figures.Behind("reclamo", CaseFigurePart.Running, new(Monday), 1, 10, default))!.Items).Id);
        Assert.Equal(0, (await figures.ServiceLevels(new(Monday, Monday), default))[0].Decided);
        Assert.Null(await figures.Behind("nada", CaseFigurePart.Late, new(Monday), 1, 10, default));
        Assert.Equal(2, (await scope.Get<ICaseClocks>().ComingDue(10, default)).Count(c => c.Clock.State is ClockState.Late));
    }

    // The shipped pack, where a state of the ticket waits for the person and the last reply has a term of its own.
    private static async Task<Store> Paused(Engine engine)
    {
        var files = PackFiles.FromFolder(Repository.Path("packs", Soser));
        const string Ticket = "cases/ticket.yaml";
        var texts = new Dictionary<string, string>(files.Texts)
        {
            [Ticket] = files.Texts[Ticket].Replace("    until: segunda-respuesta\n", """
                    until: segunda-respuesta
                    pauses: [{ state: recepcion-notificada, reason: Se espera a la persona }]

                """, StringComparison.Ordinal).Replace("fields:\n  - { id: canal_ingreso", """
                  - { name: Respuesta definitiva, since: segunda-respuesta, due: { working-days: 2 }, until: resuelto }
                fields:
                  - { id: canal_ingreso
                """, StringComparison.Ordinal),
        };
        var store = await Store.On(engine, Monday);
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(files with { Texts = texts }, "tests", dryRun: false, default);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return store;
    }

    private static async Task<(Guid Run, SavedCase Opened)> Open(AsyncServiceScope scope, OpenCase one)
    {
        var run = Guid.CreateVersion7();
        return (run, await Change(scope, run, "1", one));
    }

    private static Task<SavedCase> Change(AsyncServiceScope scope, Guid run, string doing, OpenCase one) =>
        scope.Get<ICases>().Save(new($"{run}:{doing}", run, one, null, null, "ana.operador"), default);

    private static async Task Tell(Store store)
    {
        await using var scope = store.In(Soser);
        while (await scope.Get<CaseClockAlarms>().Tell(default)) { }
    }

    private static async Task<List<TaskView>> Tasks(AsyncServiceScope scope) => [.. (await scope.Get<IInbox>().All(default)).Where(t => t.By == CaseClockAlarms.By)];

    // What the case's history says of its clocks.
    private static async Task<List<string>> Said(AsyncServiceScope scope, Guid id) =>
        [.. (await scope.Get<ICases>().Find(id, default))!.Events.Select(e => e.What).Where(what => what.StartsWith("Segunda respuesta: ", StringComparison.Ordinal))];

    private static ImmutableSortedDictionary<string, Datum> Fields(params (string Name, string Text)[] fields) =>
        Case.NoFields.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, Datum.Of(f.Text))));
}

using Atiende.Cases;
using Atiende.Cases.Clocks;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Measures;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Reopening;
using Atiende.Tests.Correspondence;
using Atiende.Tests.Harness;
using Atiende.Tests.Reopening;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Cases;

/// <summary>Clocks that wait while the person was asked for more, where the pack says so, and those of cases that were opened again.</summary>
public sealed class CaseWaitingTests
{
    private const string Soser = "cl-soser";
    private const string Reason = "Se espera al usuario";

    // Monday 16 November 2026, 10:00 in Santiago.
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 13, 0, 0, TimeSpan.Zero);

    public static TheoryData<Engine, LetterChannel?> Ways
    {
        get
        {
            var ways = new TheoryData<Engine, LetterChannel?>();
            foreach (var engine in Enum.GetValues<Engine>())
                foreach (var way in new LetterChannel?[] { LetterChannel.Portal, LetterChannel.Mail, LetterChannel.Api, LetterChannel.Paper, LetterChannel.Telephone, null }) ways.Add(engine, way);
            return ways;
        }
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task While_something_is_asked_the_clock_stands_still_until_the_answer_comes_whichever_way(Engine engine, LetterChannel? way)
    {
        await using var store = await Asking(engine);
        var filed = await LetterTests.Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();
        store.Clock.Advance(TimeSpan.FromHours(10));
        for (var twice = 0; twice < 2; twice++) await letters.Write(Letter(filed, "¿En qué curso fue?", "q1"), asks: true, default);
        store.Clock.Advance(TimeSpan.FromHours(100));
        while (await scope.Get<CaseClockAlarms>().Tell(default)) { }

        var paused = await Clock(scope, filed.Case);
        var summary = (await scope.Get<ICases>().Find(filed.Case, default))!.Summary;
        Assert.Equal((ClockState.Paused, null, Reason), (paused.State, paused.Due, paused.PausedWhy));
        Assert.Equal((null, filed.At.AddHours(10)), (summary.DueAt, summary.AwaitingSince));

        if (way is null) await letters.TakeBack(Letter(filed, "", "t1"), default);
        else if (way is LetterChannel.Paper or LetterChannel.Telephone) await letters.Answered(Letter(filed, "En segundo", "a1"), way.Value, default);
        else await letters.Hear(new(filed.Case, LetterKind.FromPerson, way.Value, "alguien", "En segundo", "a1", null), default);

        var running = await Clock(scope, filed.Case);
        Assert.Equal((ClockState.Running, filed.At.AddHours(172)), (running.State, running.Due));
        Assert.Contains("más 100 h en pausa", running.Why, StringComparison.Ordinal);
        Assert.Contains(Reason, running.Why, StringComparison.Ordinal);
        Assert.Null(await letters.Asked(filed.Case, default));
        summary = (await scope.Get<ICases>().Find(filed.Case, default))!.Summary;
        Assert.Equal((running.Due, null), (summary.DueAt, summary.AwaitingSince));
        Assert.Equal(
            [$"Segunda respuesta: el plazo se detiene ({Reason})", "Segunda respuesta: el plazo vuelve a correr"],
            (await scope.Get<ICases>().Find(filed.Case, default))!.Events.Select(e => e.What).Where(what => what.StartsWith("Segunda respuesta: el plazo", StringComparison.Ordinal)));
    }

    [Theory, BothEngines]
    public async Task What_a_machine_or_somebody_else_writes_answers_nothing(Engine engine)
    {
        await using var store = await Asking(engine);
        var filed = await LetterTests.Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();
        await letters.Write(Letter(filed, "¿En qué curso fue?", "q1"), asks: true, default);

        foreach (var kind in new[] { LetterKind.FromMachine, LetterKind.FromOther })
            await letters.Hear(new(filed.Case, kind, LetterChannel.Mail, "otro@ejemplo.invalid", "Fuera de la oficina", $"{kind}", null), default);

        Assert.Equal(ClockState.Paused, (await Clock(scope, filed.Case)).State);
        await Assert.ThrowsAsync<LetterRefusedException>(() => letters.Answered(Letter(filed, " ", "a1"), LetterChannel.Telephone, default));
        Assert.Equal(ClockState.Paused, (await Clock(scope, filed.Case)).State);
    }

    [Theory, BothEngines]
    public async Task The_contracts_clock_counts_from_the_entry_whatever_is_asked(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        var filed = await LetterTests.Filed(store);
        await using var scope = store.In(Soser);

        await scope.Get<ICorrespondence>().Write(Letter(filed, "¿En qué curso fue?", "q1"), asks: true, default);
        store.Clock.Advance(TimeSpan.FromHours(30));

        var clock = await Clock(scope, filed.Case);
        Assert.Equal((ClockState.Running, filed.At.AddHours(72)), (clock.State, clock.Due));
        Assert.NotNull((await scope.Get<ICases>().Find(filed.Case, default))!.Summary.AwaitingSince);
    }

    [Theory, BothEngines]
    public async Task However_often_it_is_asked_and_answered_the_deadline_moves_by_exactly_the_time_that_was_waited(Engine engine)
    {
        await using var store = await Asking(engine);
        var filed = await LetterTests.Filed(store);
        await using var scope = store.In(Soser);
        var letters = scope.Get<ICorrespondence>();
        var random = new Random(20261116);
        var (waited, elapsed) = (TimeSpan.Zero, TimeSpan.Zero);
        DateTimeOffset? since = null;
        for (var n = 0; n < 24 && elapsed < TimeSpan.FromHours(60); n++)
        {
            var time = TimeSpan.FromMinutes(random.Next(1, 400));
            store.Clock.Advance(time);
            if (since is null) elapsed += time;
            else waited += time;
            if (random.Next(2) == 0)
            {
                await letters.Write(Letter(filed, $"¿Y {n}?", $"q{n}"), asks: true, default);
                since ??= store.Clock.Now;
            }
            else
            {
                await letters.Hear(new(filed.Case, LetterKind.FromPerson, LetterChannel.Portal, "CANAL-PAE", $"Esto {n}", $"a{n}", null), default);
                since = null;
            }

            var clock = await Clock(scope, filed.Case);
            Assert.Equal(since is null ? filed.At.AddHours(72) + waited : null, clock.Due);
            Assert.Equal(since, clock.PausedSince);
            Assert.Equal(elapsed / TimeSpan.FromHours(72), clock.Share, 9);
        }
    }

    [Theory, BothEngines]
    public async Task An_answer_to_a_merged_case_is_found_when_it_is_taken_apart(Engine engine)
    {
        await using var store = await Asking(engine);
        var filed = await LetterTests.Filed(store);
        await using var scope = store.In(Soser);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await LetterTests.Filed(store);
        var (letters, relations) = (scope.Get<ICorrespondence>(), scope.Get<ICaseRelations>());
        await letters.Write(Letter(filed, "¿En qué curso fue?", "q1"), asks: true, default);
        await relations.Merge(filed.Case, other.Case, "Lo mismo", "Ana", default);
        await letters.Hear(new(filed.Case, LetterKind.FromPerson, LetterChannel.Portal, "CANAL-PAE", "En segundo", "a1", null), default);
        await relations.Unmerge(filed.Case, "Ana", default);

        Assert.Equal(ClockState.Running, (await Clock(scope, filed.Case)).State);
        Assert.Equal(ClockState.Running, (await Clock(scope, other.Case)).State);
        Assert.Null((await scope.Get<ICases>().Find(filed.Case, default))!.Summary.AwaitingSince);
    }

    [Theory, BothEngines]
    public async Task A_reopened_case_has_a_running_clock_again_and_keeps_what_the_first_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        var filed = await ReopeningTests.Closed(store);
        await using var scope = store.In(Soser);
        var clocks = scope.Get<ICaseClocks>();
        var first = Assert.Single((await clocks.Of(filed.Case, default))!.Clocks);
        store.Clock.Advance(TimeSpan.FromHours(30));
        var reopenedAt = store.Clock.Now;

        await scope.Get<IReopening>().Reopen(ReopeningTests.Ask(filed, "Sigue llegando frío"), default);

        var both = (await clocks.Of(filed.Case, default))!.Clocks;
        Assert.Equal([("Segunda respuesta", ClockState.InTime), ("Respuesta tras la reapertura", ClockState.Running)], both.Select(c => (c.Name, c.State!.Value)));
        Assert.Equal((first.Started, first.Due, first.Stopped, first.Why), (both[0].Started, both[0].Due, both[0].Stopped, both[0].Why));
        Assert.Equal((reopenedAt, reopenedAt.AddHours(72)), (both[1].Started, both[1].Due));
        Assert.EndsWith("; se cuenta desde que quedó «Reabierto»", both[1].Why, StringComparison.Ordinal);
        var one = (await scope.Get<ICases>().Find(filed.Case, default))!;
        Assert.Equal(reopenedAt.AddHours(72), one.Summary.DueAt);
        Assert.Contains(one.Events, e => e.What.StartsWith("Respuesta tras la reapertura: un plazo nuevo corre desde la reapertura (72 horas corridas desde", StringComparison.Ordinal));

        // Its person is asked: this clock, which no contract names, waits.
        store.Clock.Advance(TimeSpan.FromHours(1));
        await scope.Get<ICorrespondence>().Write(Letter(filed, "¿Qué día?", "q1"), asks: true, default);
        Assert.Equal(ClockState.Paused, (await clocks.Of(filed.Case, default))!.Clocks[1].State);
        store.Clock.Advance(TimeSpan.FromHours(5));
        await scope.Get<ICorrespondence>().Answered(Letter(filed, "El lunes", "a1"), LetterChannel.Telephone, default);
        Assert.Equal(reopenedAt.AddHours(77), (await clocks.Of(filed.Case, default))!.Clocks[1].Due);
    }

    [Theory, BothEngines]
    public async Task Reopened_once_more_it_has_one_more_clock(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser, Monday);
        var filed = await ReopeningTests.Closed(store);
        await using var scope = store.In(Soser);
        for (var time = 1; time <= 3; time++)
        {
            store.Clock.Advance(TimeSpan.FromHours(10));
            Assert.Equal(ReopenOutcome.Reopened, await scope.Get<IReopening>().Reopen(ReopeningTests.Ask(filed, $"Sigue frío {time}"), default));
            await scope.Get<ReopeningTurn>().Take(default);
            if (time < 3) await ReopeningTests.Answer(scope, $"Otra respuesta {time}");
        }

        var clocks = (await scope.Get<ICaseClocks>().Of(filed.Case, default))!.Clocks;
        Assert.Equal(
            [
                ("Segunda respuesta", ClockState.InTime), ("Respuesta tras la reapertura", ClockState.InTime), ("Respuesta tras la reapertura (2)", ClockState.InTime),
                ("Respuesta tras la reapertura (3)", ClockState.Running),
            ],
            clocks.Select(c => (c.Name, c.State!.Value)));
        Assert.Equal(store.Clock.Now.AddHours(72), clocks[3].Due);
        store.Clock.Advance(TimeSpan.FromHours(40));
        while (await scope.Get<CaseClockAlarms>().Tell(default)) { }
        Assert.Contains((await scope.Get<ICases>().Find(filed.Case, default))!.Events, e => e.What.StartsWith("Respuesta tras la reapertura (3): pasó el 50 %", StringComparison.Ordinal));
    }

    // The shipped pack, where the second reply waits for who was asked.
    private static async Task<Store> Asking(Engine engine)
    {
        var files = PackFiles.FromFolder(Repository.Path("packs", Soser));
        const string Ticket = "cases/ticket.yaml";
        var texts = new Dictionary<string, string>(files.Texts)
        {
            [Ticket] = files.Texts[Ticket].Replace("    until: segunda-respuesta\n", $"    until: segunda-respuesta\n    pauses: [{{ asked: true, reason: {Reason} }}]\n", StringComparison.Ordinal),
        };
        var store = await Store.On(engine, Monday);
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(files with { Texts = texts }, "tests", dryRun: false, default);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        return store;
    }

    private static async Task<CaseClockView> Clock(AsyncServiceScope scope, Guid id) =>
        (await scope.Get<ICaseClocks>().Of(id, default))!.Clocks.Single(c => c.Name == "Segunda respuesta");

    private static LetterDraft Letter(Filed filed, string text, string key) => new(filed.Case, text, "ana.operador", "Ana Ejemplo", key);
}

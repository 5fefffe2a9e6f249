using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Mail;
using Atiende.Procedures.Walking;
using Atiende.Reopening;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Atiende.Tests.Replies;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Reopening;

/// <summary>Closed cases that go on: within the days, with their history, through their procedure once more.</summary>
public sealed class ReopeningTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task A_closed_case_goes_on_with_its_data_its_history_and_what_its_clock_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Closed(store);
        await using var scope = store.In(Soser);
        var reopening = scope.Get<IReopening>();
        var before = (await scope.Get<ICases>().Find(filed.Case, default))!;
        Assert.Equal((false, "cerrado"), (before.Summary.Open, before.Summary.State));
        Assert.Equal(new ReopenTerm(store.Clock.Now.AddDays(10), false), await reopening.Term(filed.Case, default));

        Assert.Equal(ReopenOutcome.Reopened, await reopening.Reopen(Ask(filed, "Sigue llegando frío"), default));
        Assert.Equal(ReopenOutcome.WasOpen, await reopening.Reopen(Ask(filed, "Otra vez"), default));
        Assert.Equal(1, await scope.Get<ReopeningTurn>().Take(default));
        Assert.Equal(0, await scope.Get<ReopeningTurn>().Take(default));

        var after = (await scope.Get<ICases>().Find(filed.Case, default))!;
        Assert.Equal((true, "reabierto", filed.Folio), (after.Summary.Open, after.Summary.State, after.Summary.Folio));
        Assert.Equal(before.Events.Select(e => e.What), after.Events.Take(before.Events.Count).Select(e => e.What));
        Assert.Contains("El usuario pide reabrirlo: Sigue llegando frío", after.Events.Select(e => e.What));
        Assert.True(await scope.Db().Set<Case>().Where(c => c.Id == filed.Case).Select(c => c.InTime).SingleAsync());
        var run = Assert.Single(await scope.Get<IGuidance>().Open(default));
        Assert.Equal(("RESP", "1", RunStatus.Waiting), (run.Section, run.StepNumber, run.Status));
        Assert.Equal(filed.Case, Assert.Single(await scope.Get<ICases>().OfRun(run.Id, default)).Id);
        Assert.Contains(await scope.Get<IInbox>().For("alguien", ["area-respuesta"], "area-calidad", default), task => task.Run == run.Id);
        Assert.DoesNotContain(await scope.Get<IInbox>().For("alguien", ["area-respuesta"], "area-nutricion", default), task => task.Run == run.Id);
        Assert.Equal(run.Id, Assert.Single(await reopening.Of(filed.Case, default)).Run);
    }

    [Theory, BothEngines]
    public async Task Its_procedure_answers_and_closes_the_same_case_again(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        var filed = await Closed(store);
        await using var scope = store.In(Soser);
        await scope.Get<IReopening>().Reopen(Ask(filed, "Sigue llegando frío"), default);
        await scope.Get<ReopeningTurn>().Take(default);

        await Answer(scope, "Ahora sí se cambió el horno");

        var after = (await scope.Get<ICases>().Find(filed.Case, default))!;
        Assert.Equal((false, "cerrado"), (after.Summary.Open, after.Summary.State));
        Assert.Contains(("Respuesta definitiva", "Ahora sí se cambió el horno"), after.Fields);
        Assert.Equal(1, (await scope.Get<ICases>().Search(new(null, null, null, null, null, false, 1, 10), default)).Total);
        Assert.Equal(2, (await scope.Get<IOutbox>().OfCase(filed.Case, default)).Count(m => m.Notice == "respuesta-definitiva"));
    }

    [Theory, BothEngines]
    public async Task When_the_days_are_over_it_stays_closed_and_who_wrote_is_told_once_a_day(Engine engine)
    {
        await using var box = await ReplyTests.Box.Open(engine);
        var filed = await Closed(box.Store);
        box.Store.Clock.Advance(TimeSpan.FromDays(10) + TimeSpan.FromSeconds(1));
        for (var n = 0; n < 2; n++) box.Put($"{n}", $"Message-ID: <m{n}@x.invalid>\nFrom: uno@ejemplo.invalid\nSubject: Re: {filed.Folio}\n\nSigue frío {n}\n");
        await box.Take();

        await using var scope = box.Store.In(Soser);
        Assert.False((await scope.Get<ICases>().Find(filed.Case, default))!.Summary.Open);
        Assert.True((await scope.Get<IReopening>().Term(filed.Case, default))!.IsOver);
        var told = await scope.Db().Set<OutboxMessage>().SingleAsync(m => m.Notice == "plazo-de-reapertura");
        Assert.Contains("/portal/cl-soser/requests/new", told.Text, StringComparison.Ordinal);
        Assert.False(told.IsWritten);
        Assert.Equal(2, (await scope.Get<ICorrespondence>().Of(filed.Case, default)).Count);
    }

    [Theory, BothEngines]
    public async Task An_answer_to_the_closing_mail_opens_it_again_and_thanks_alone_do_not(Engine engine)
    {
        await using var box = await ReplyTests.Box.Open(engine);
        var filed = await Closed(box.Store);
        var notice = await box.Notice(filed.Case);
        box.Put("1", $"Message-ID: <m1@x.invalid>\nFrom: uno@ejemplo.invalid\nIn-Reply-To: <{notice}>\n\n¡Muchas gracias!\n\nEl lun, 2 nov 2026 CANAL escribió:\n> Estimado\n");
        await box.Take();
        await using var scope = box.Store.In(Soser);
        Assert.False((await scope.Get<ICases>().Find(filed.Case, default))!.Summary.Open);

        box.Put("2", $"Message-ID: <m2@x.invalid>\nFrom: uno@ejemplo.invalid\nIn-Reply-To: <{notice}>\n\nGracias, pero sigue frío\n");
        await box.Take();

        Assert.True((await scope.Get<ICases>().Find(filed.Case, default))!.Summary.Open);
        Assert.True(Assert.Single(await scope.Get<IReopening>().Of(filed.Case, default)).ByPerson);
    }

    internal static ReopenRequest Ask(Filed filed, string why) => new(filed.Case, why, "CANAL-PAE", ByPerson: true, ByMail: false, $"k:{why}");

    /// <summary>A claim answered by its procedure, up to its closing.</summary>
    internal static async Task<Filed> Closed(Store store)
    {
        await using var scope = store.In(Soser);
        var filed = await scope.Get<IFiling>().File(FilingTests.Request(), default);
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }
        await Answer(scope, "Se cambió el horario");
        Assert.Empty(await scope.Get<IGuidance>().Open(default));
        return filed;
    }

    // Whatever waits is taken by somebody of every role and answered until the run ends.
    internal static async Task Answer(Microsoft.Extensions.DependencyInjection.AsyncServiceScope scope, string text)
    {
        var guidance = scope.Get<IGuidance>();
        var by = new Actor("todo.ejemplo", "Toda Ejemplo", ["administrador", "area-respuesta", "area-calidad", "operaciones", "equipo-administrador"]);
        var facts = new Dictionary<string, Atiende.Values.Datum>
        {
            ["respuesta_area"] = Atiende.Values.Datum.Of(text),
            ["solucion_en_plazo"] = Atiende.Values.Datum.Of(true),
            ["respuesta_compleja"] = Atiende.Values.Datum.Of(false),
            ["analisis_causa"] = Atiende.Values.Datum.Of("Un camión tardó"),
            ["solucion"] = Atiende.Values.Datum.Of(text),
            ["respuesta_definitiva"] = Atiende.Values.Datum.Of(text),
        };
        var id = Assert.Single(await guidance.Open(default)).Id;
        for (var steps = 0; steps < 40; steps++)
        {
            var view = (await guidance.Find(id, default))!;
            if (view.Run.Status is RunStatus.Ended) return;

            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver()
                : new Answer(view.Run.Node, facts, view.Offers.FirstOrDefault(o => o.Preselected)?.Key ?? (view.Offers is [var first, ..] ? first.Key : null));
            var step = await guidance.Give(id, view.Run.Sequence, input, by, default);
            Assert.Null(step.Refusal);
        }

        Assert.Fail("the run does not end");
    }
}

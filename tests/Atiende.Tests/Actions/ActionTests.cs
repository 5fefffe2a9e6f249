using Atiende.Actions;
using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Actions;

/// <summary>Corrective actions of complaints, and the stages of their answer.</summary>
public sealed class ActionTests
{
    private const string Soser = "cl-soser";
    private static readonly Actor Everybody = new("todos", "Persona Ejemplo", ["administrador", "equipo-administrador", "area-respuesta", "operaciones"]) { Unit = "area-calidad" };
    private static readonly ActionFilter All = new(null, null, null, 1, 50);

    [Theory, BothEngines]
    public async Task Actions_stand_by_day_with_who_owes_them(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var actions = scope.Get<IActions>();
        await actions.Follow(Case("PAE-1", "area-calidad", Row("Lavar", "Ana Ejemplo", "2026-11-01"), Row("Capacitar", "ana ejemplo", "2026-12-01")), default);
        await actions.Follow(Case("PAE-2", "area-logistica", Row("Cambiar", "Beto Ejemplo", "2026-11-10")), default);

        var all = await actions.List(All, default);
        Assert.Equal([("Lavar", ActionState.Late), ("Cambiar", ActionState.Open), ("Capacitar", ActionState.Open)], all.Items.Select(i => (i.Action, i.State)));
        Assert.Equal((2, 1), (all.Owners[0].Open, all.Owners[0].Late));
        Assert.Equal(["Lavar"], (await actions.List(All with { State = ActionState.Late }, default)).Items.Select(i => i.Action));
        Assert.Equal(["Cambiar"], (await actions.List(All with { Units = ["area-logistica"] }, default)).Items.Select(i => i.Action));
        Assert.Equal(2, (await actions.List(All with { Owner = "ANA EJEMPLO" }, default)).Total);
    }

    [Theory, BothEngines]
    public async Task What_the_case_says_now_takes_the_place_of_what_it_said(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var actions = scope.Get<IActions>();
        var one = Case("PAE-1", "area-calidad", Row("Lavar", "Ana Ejemplo", "2026-11-01"));
        await actions.Follow(one, default);

        await actions.Follow(one with { Rows = Datum.Of([Row("Lavar", "Ana Ejemplo", "2026-11-01", ("comprobada", Datum.Of("2026-11-02")), ("eficaz", Datum.Of("No")))]) }, default);

        Assert.Equal((ActionState.Failed, new DateOnly(2026, 11, 2)), ((await actions.List(All, default)).Items.Single().State, (await actions.List(All, default)).Items.Single().CheckedOn));
        Assert.Empty((await actions.List(All with { State = ActionState.Open }, default)).Items);
    }

    [Theory, BothEngines]
    public async Task A_complaint_gets_no_final_answer_before_the_effect_of_its_actions_is_checked(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);

        var view = await Walk(scope, await Filed(scope), "T2/b-comprobacion");

        var action = Assert.Single((await scope.Get<IActions>().List(All, default)).Items);
        Assert.Equal(("Lavar", "Ana Ejemplo", "area-calidad", ActionState.Open), (action.Action, action.Owner, action.Unit, action.State));
        Assert.Equal("segunda-respuesta", (await scope.Get<ICases>().OfRun(view.Id, default))[0].State);
        await Walk(scope, view.Id, "T2/c", ("acciones_correctivas", Datum.Of([Row("Lavar", "Ana Ejemplo", "2026-11-01", ("comprobada", Datum.Of("2026-11-02")), ("eficaz", Datum.Of(true)))])));
        Assert.Equal(ActionState.Worked, (await scope.Get<IActions>().List(All, default)).Items.Single().State);
    }

    [Theory, BothEngines]
    public async Task An_answer_that_operations_do_not_approve_goes_back_with_their_remarks(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var view = await Walk(scope, await Filed(scope), "RESP/4", ("respuesta_compleja", Datum.Of(true)));

        var (refuses, returns) = ("Operaciones no la visa: vuelve con observaciones", "Vuelve al área para que la corrija");
        view = await Choose(scope, view, refuses);
        view = await Choose(scope, view, null, ("observaciones_visado", Datum.Of("Falta la fecha")));
        Assert.Equal("RESP/4-observaciones", view.Run.Node);
        view = await Choose(scope, view, returns);
        Assert.Equal("RESP/4-correccion", view.Run.Node);
        view = await Choose(scope, view, null, ("respuesta_area", Datum.Of("Con fecha")));
        Assert.Equal("RESP/3", view.Run.Node);
        view = await Walk(scope, view.Id, "T2/b", ("respuesta_compleja", Datum.Of(true)));

        var fields = view.Run.Cases["ticket"].Fields;
        Assert.Equal(("Con fecha", "Área de Operaciones"), (fields["respuesta_area"].ToText(), fields["visado"].ToText()));
    }

    private static ActionsOfCase Case(string folio, string unit, params Datum[] rows) => new(Guid.CreateVersion7(), "ticket", folio, unit, Datum.Of(rows));

    private static Datum Row(string action, string owner, string due, params (string Key, Datum Value)[] more) => Datum.Of(
        new[] { ("accion", Datum.Of(action)), ("responsable", Datum.Of(owner)), ("fecha", Datum.Of(due)), ("verificacion", Datum.Of("Visita")) }.Concat(more)
            .Select(p => KeyValuePair.Create(p.Item1, p.Item2)));

    private static Task<Guid> Filed(AsyncServiceScope scope) => scope.Get<IGuidance>().Begin(new("OPE-P-CAU", "WEB", "WEB/4", null, null, Actor.System, new Dictionary<string, Datum>
    {
        ["canal"] = Datum.Of("WEB"),
        ["motivo"] = Datum.Of("Reclamo"),
        ["tema"] = Datum.Of("Pae Básica-Media"),
        ["urgencia"] = Datum.Of("Media"),
        ["asunto"] = Datum.Of("Asunto"),
        ["detalle"] = Datum.Of("Detalle"),
        ["correo"] = Datum.Of("persona@ejemplo.invalid"),
    }), default);

    private static async Task<RunView> Walk(AsyncServiceScope scope, Guid run, string until, params (string Key, Datum Value)[] given)
    {
        var data = new Dictionary<string, Datum>
        {
            ["respuesta_area"] = Datum.Of("Se corrige"),
            ["solucion_en_plazo"] = Datum.Of(true),
            ["respuesta_compleja"] = Datum.Of(false),
            ["acciones_correctivas"] = Datum.Of([Row("Lavar", "Ana Ejemplo", "2026-12-01")]),
        };
        foreach (var (key, value) in given) data[key] = value;
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        for (var i = 0; i < 40 && view.Run.Node != until; i++)
            view = await Give(scope, view, data, view.Offers.Count == 0 ? null : (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key);
        Assert.Equal(until, view.Run.Node);
        return view;
    }

    private static Task<RunView> Choose(AsyncServiceScope scope, RunView view, string? condition, params (string Key, Datum Value)[] given) =>
        Give(scope, view, given.ToDictionary(g => g.Key, g => g.Value), condition is null ? null : view.Offers.First(o => o.Branch.Condition == condition).Key);

    private static async Task<RunView> Give(AsyncServiceScope scope, RunView view, Dictionary<string, Datum> data, string? choice)
    {
        WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver() : new Answer(view.Run.Node, data, choice);
        var step = await scope.Get<IGuidance>().Give(view.Id, view.Run.Sequence, input, Everybody, default);
        Assert.True(step.Refusal is null, $"{view.Run.Node}: {step.Refusal}");
        return step.View;
    }
}

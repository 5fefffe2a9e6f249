using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Atiende.Procedures.Walking;
using Atiende.Routing;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Routing;

/// <summary>Requests of the school-meals channel: where the rules send them, what happens when somebody sends them elsewhere, and how rules change.</summary>
public sealed class RoutingTests
{
    private const string Soser = "cl-soser";
    private const string Ticket = "ticket";
    private static readonly Actor Marta = new("marta.ejemplo", "Marta Ejemplo Oyarzún", ["administrador", "equipo-administrador"]) { Unit = "canal" };
    private static readonly Actor Tomas = new("tomas.ejemplo", "Tomás Ejemplo Huerta", ["area-respuesta"]) { Unit = "area-calidad" };
    private static readonly Actor Nora = new("nora.ejemplo", "Nora Ejemplo Cáceres", ["area-respuesta"]) { Unit = "area-logistica" };

    [Theory, BothEngines]
    public async Task A_request_goes_where_the_first_rule_that_holds_sends_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);

        var run = await Filed(scope, "Reclamo", "Canastas Junaeb", ("subtema", "Cambio de productos"));

        var one = Assert.Single(await scope.Get<ICases>().OfRun(run, default));
        Assert.Equal(("area-logistica", "derivado"), (one.To, one.State));
        var routed = (await scope.Get<IRouting>().OfCase(one.Id, default))!;
        Assert.Equal((1, "canastas", "area-logistica", null), (routed.Version, routed.Rule, routed.To, routed.Right));
        var task = Assert.Single(await Inbox(scope, Nora));
        Assert.Equal(TaskKind.HandOver, task.Kind);
        Assert.Equal("Requerimiento de Canastas Junaeb por responder", task.Title);
        Assert.Equal(one.OpenedAt.AddHours(48), task.DueAt);
    }

    [Theory, BothEngines]
    public async Task One_sent_elsewhere_leaves_the_first_areas_inbox_and_tells_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var run = await Filed(scope, "Reclamo", "Canastas Junaeb", ("subtema", "Cambio de productos"));

        await Corrected(scope, run, "Área de Calidad");

        Assert.Empty(await Inbox(scope, Nora));
        var gone = Assert.Single(await scope.Get<IInbox>().Withdrawn(Nora.Member, Nora.Roles, Nora.Unit, store.Clock.Now.AddDays(-1), default));
        Assert.Equal(("Rederivado a Área de Calidad", Marta.Name), (gone.Outcome, gone.Withdrawal!.Value.By));
        Assert.Single(await Inbox(scope, Tomas));
        var one = Assert.Single(await scope.Get<ICases>().OfRun(run, default));
        Assert.Equal("area-calidad", one.To);
        Assert.Equal("area-calidad", (await scope.Get<IRouting>().OfCase(one.Id, default))!.Right);
    }

    [Theory, BothEngines]
    public async Task The_area_sees_one_line_a_case_and_no_other_area_sees_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var run = await Filed(scope, "Reclamo", "Pae Básica-Media");
        var view = await Walk(scope, run, Marta, until: "RESP/1");

        Assert.Equal(RunStatus.Waiting, view.Run.Status);
        var task = Assert.Single(await Inbox(scope, Tomas));
        Assert.Equal(TaskKind.Run, task.Kind);
        Assert.Equal("Área de Calidad", task.RoleName);
        Assert.Contains(task.Data, d => d.Label == "Asunto");
        Assert.Empty(await Inbox(scope, Nora));
        var refused = await scope.Get<IGuidance>().Give(run, view.Run.Sequence, new TakeOver(), Nora, default);
        Assert.Equal(Refusal.Moved, refused.Refusal);
        Assert.Null((await scope.Get<IGuidance>().Give(run, view.Run.Sequence, new TakeOver(), Tomas, default)).Refusal);
    }

    [Theory, BothEngines]
    public async Task Corrections_are_counted_to_the_rule_that_was_corrected(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        await Corrected(scope, await Filed(scope, "Reclamo", "Pae Celiaco"), "Área de Calidad");
        await Walk(scope, await Filed(scope, "Consulta", "Pae Celiaco"), Marta, until: "RESP/1");
        await Filed(scope, "Consulta", "Pae Celiaco");

        var figures = await scope.Get<RoutingFigures>().ByRule(Ticket, store.Clock.Now.AddDays(-1), default);

        Assert.Equal(new RuleFigures(3, 2, 1), figures["celiaco"]);
        Assert.Equal(50, figures["celiaco"].Percent);
        Assert.Equal("area-calidad", Assert.Single(await scope.Get<RoutingFigures>().OfRule(Ticket, "celiaco", correctedOnly: true, 10, default)).Right);
    }

    [Theory, BothEngines]
    public async Task A_draft_is_tried_on_past_cases_before_it_is_put_in_force(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        await Corrected(scope, await Filed(scope, "Reclamo", "Pae Celiaco"), "Área de Calidad");
        await Filed(scope, "Reclamo", "Pae Biométrico");
        var (rules, drafts) = (scope.Get<RoutingRules>(), scope.Get<RoutingDrafts>());
        var table = rules.Table(Ticket)!;
        await drafts.Begin(table, null, Marta.Name, default);
        var draft = (await drafts.Find(Ticket, default))!;
        await drafts.Edit(table, draft.Revision, all => [.. all.Select(r => r.Id == "celiaco" ? r with { To = "area-calidad" } : r)], Marta.Name, default);
        draft = (await drafts.Find(Ticket, default))!;

        var trial = RoutingTrial.Of([.. (await rules.InForce(Ticket, default))!.Rules.Select(r => r.Rule)], [.. draft.Rules.Select(r => r.Rule)],
            await scope.Get<RoutingFigures>().Last(Ticket, 100, default));
        Assert.Equal((2, 1, 1, 0, 1), (trial.Looked, trial.Moves.Count, trial.Known, trial.RightNow, trial.RightThen));
        await Assert.ThrowsAsync<RoutingRefusedException>(() => drafts.PutInForce(table, draft.Revision, Marta.Member, Marta.Name, "sin probar", default));
        await drafts.Tried(table, draft.Revision, default);
        Assert.Equal(2, await drafts.PutInForce(table, draft.Revision, Marta.Member, Marta.Name, "Calidad responde", default));

        Assert.Null(await drafts.Find(Ticket, default));
        var one = Assert.Single(await scope.Get<ICases>().OfRun(await Filed(scope, "Reclamo", "Pae Celiaco"), default));
        Assert.Equal(("area-calidad", 2), (one.To, (await scope.Get<IRouting>().OfCase(one.Id, default))!.Version));
    }

    [Theory, BothEngines]
    public async Task Who_edits_a_draft_that_somebody_changed_meanwhile_is_told(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var (rules, drafts) = (scope.Get<RoutingRules>(), scope.Get<RoutingDrafts>());
        var table = rules.Table(Ticket)!;
        await drafts.Begin(table, null, "Otra", default);
        var seen = (await drafts.Find(Ticket, default))!.Revision;
        await drafts.Edit(table, seen, all => all.RemoveAt(0), "Otra", default);

        var refused = await Assert.ThrowsAsync<RoutingRefusedException>(() => drafts.Edit(table, seen, all => all.RemoveAt(0), Marta.Name, default));

        Assert.StartsWith("Otra cambió", refused.Said.Spanish, StringComparison.Ordinal);
        Assert.Equal(table.Rules.Count - 1, (await drafts.Find(Ticket, default))!.Rules.Length);
    }

    [Theory, BothEngines]
    public async Task Loading_the_pack_again_keeps_rules_that_were_edited_on_screen_and_says_so(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using (var scope = store.In(Soser))
        {
            var (rules, drafts) = (scope.Get<RoutingRules>(), scope.Get<RoutingDrafts>());
            var table = rules.Table(Ticket)!;
            await drafts.Begin(table, null, Marta.Name, default);
            var draft = (await drafts.Find(Ticket, default))!;
            await drafts.Edit(table, draft.Revision, all => all.RemoveAll(r => r.Id == "celiaco"), Marta.Name, default);
            await drafts.Tried(table, draft.Revision + 1, default);
            await drafts.PutInForce(table, draft.Revision + 1, Marta.Member, Marta.Name, "prueba", default);
        }

        var files = PackFiles.FromFolder(Repository.Path("packs", Soser));
        var people = files.Texts["people.yaml"].Replace("name: Área de Personas,", "name: Área de Gente,", StringComparison.Ordinal);
        var loading = await store.Provider.GetRequiredService<IPackLoader>().Load(
            new(files.Name, new Dictionary<string, string>(files.Texts) { ["people.yaml"] = people }), "prueba", dryRun: false, default);

        Assert.Contains("kept      routing ticket: version 2, edited on screen by Marta Ejemplo Oyarzún, stays in force", loading.Notes);
        await using var after = store.In(Soser);
        Assert.Equal(2, (await after.Get<RoutingRules>().InForce(Ticket, default))!.Number);
    }

    private static async Task<Guid> Filed(AsyncServiceScope scope, string reason, string topic, params (string Key, string Value)[] more)
    {
        var facts = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase)
        {
            ["canal"] = Datum.Of("WEB"),
            ["motivo"] = Datum.Of(reason),
            ["tema"] = Datum.Of(topic),
            ["urgencia"] = Datum.Of("Media"),
            ["asunto"] = Datum.Of("Asunto de prueba"),
            ["detalle"] = Datum.Of("Detalle"),
            ["identificacion"] = Datum.Of("Persona Ejemplo"),
            ["correo"] = Datum.Of("persona@ejemplo.invalid"),
        };
        foreach (var (key, value) in more) facts[key] = Datum.Of(value);
        return await scope.Get<IGuidance>().Begin(new("OPE-P-CAU", "WEB", "WEB/4", null, null, Actor.System, facts), default);
    }

    private static async Task Corrected(AsyncServiceScope scope, Guid run, string area)
    {
        var guidance = scope.Get<IGuidance>();
        var view = (await guidance.Give(run, (await guidance.Find(run, default))!.Run.Sequence, new TakeOver(), Marta, default)).View;
        var choice = view.Offers.First(o => o.Branch.Ref == "004/WEB/6b").Key;
        view = (await guidance.Give(run, view.Run.Sequence, new Answer(view.Run.Node, Run.NoFacts, choice), Marta, default)).View;
        var step = await guidance.Give(run, view.Run.Sequence, new Answer(view.Run.Node, new Dictionary<string, Datum> { ["area"] = Datum.Of(area) }), Marta, default);
        Assert.Null(step.Refusal);
        Assert.DoesNotContain(step.View.Done, d => d.Problem is not null);
    }

    private static async Task<RunView> Walk(AsyncServiceScope scope, Guid run, Actor by, string until)
    {
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        for (var i = 0; i < 20 && view.Run.Node != until; i++)
        {
            var choice = view.Offers.Count == 0 ? null : (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key;
            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver() : new Answer(view.Run.Node, Run.NoFacts, choice);
            var step = await scope.Get<IGuidance>().Give(run, view.Run.Sequence, input, by, default);
            Assert.True(step.Refusal is null, $"{view.Run.Node}: {step.Refusal}");
            view = step.View;
        }

        Assert.Equal(until, view.Run.Node);
        return view;
    }

    private static Task<IReadOnlyList<TaskView>> Inbox(AsyncServiceScope scope, Actor of) => scope.Get<IInbox>().For(of.Member, of.Roles, of.Unit, default);
}

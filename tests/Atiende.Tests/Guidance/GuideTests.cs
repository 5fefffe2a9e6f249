using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Procedures.Walking;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Guidance;

/// <summary>Runs of COMTECO's call centre, in a database: what they leave behind, and what they survive.</summary>
public sealed class GuideTests
{
    private const string Comteco = "bo-comteco";
    private const string CallCentre = "GC-PRC-OPE-ASE-02";
    private static readonly Actor Ana = new("ana.agente", "Ana Ejemplo Rojas", ["agente"]);
    private static readonly Actor Sara = new("sara.supervisora", "Sara Ejemplo Molina", ["supervisora"]);

    [Theory, BothEngines]
    public async Task A_technical_claim_leaves_a_reiteration_and_a_registration_for_operations(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (interaction, run) = await Begin(scope, "101", "A");

        var end = await Walk(scope, run, ("contrato", "100001"), ("requerimiento", "no tiene tono"));

        Assert.Equal(RunEnding.Concluded, end.Run.End!.How);
        Assert.Contains("A/8", end.Run.Path);
        Assert.DoesNotContain(end.Done, d => d.Problem is not null);
        Assert.Contains(await scope.Get<ICases>().OfInteraction(interaction, default), c => c.TypeName == "registro");
        Assert.Equal(1, (await scope.Get<ICases>().OfInteraction(interaction, default)).Max(c => c.Reiterations));
    }

    [Theory, BothEngines]
    public async Task Another_process_finds_the_run_at_the_same_step_with_the_same_data(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var before = store.In(Comteco);
        var (_, run) = await Begin(before, "101", "A");
        var view = (await before.Get<IGuidance>().Find(run, default))!;
        view = await Give(before, view, new Answer(view.Run.Node, Run.NoFacts));
        view = await Give(before, view, new Answer(view.Run.Node, Data(("requerimiento", "no tiene tono"))));
        await before.Get<IGuidance>().KeepDraft(run, view.Run.Node, new Dictionary<string, string> { ["contrato"] = "1000" }, default);

        // Services of their own: nothing kept in memory, as after kill -9.
        await using var other = Store.Services(store.Settings, store.Clock);
        await other.GetRequiredService<IPackLoader>().LoadDemonstration(default);
        await using var after = Atiende.Storage.OrganizationScopes.CreateScopeOf(other, Comteco);
        var found = (await after.Get<IGuidance>().Find(run, default))!;

        Assert.Equal((view.Run.Node, view.Run.Sequence), (found.Run.Node, found.Run.Sequence));
        Assert.Equal("no tiene tono", found.Run.Facts["requerimiento"].ToText());
    }

    [Theory, BothEngines]
    public async Task What_is_typed_is_kept_until_it_is_answered(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (_, run) = await Begin(scope, "101", "A");
        var guidance = scope.Get<IGuidance>();
        var view = (await guidance.Find(run, default))!;

        await guidance.KeepDraft(run, view.Run.Node, new Dictionary<string, string> { ["requerimiento"] = "sin to" }, default);
        Assert.Equal("sin to", (await guidance.Find(run, default))!.Draft["requerimiento"]);

        view = await Give(scope, view, new Answer(view.Run.Node, Run.NoFacts));
        Assert.Empty(view.Draft);
    }

    [Theory, BothEngines]
    public async Task Of_two_who_answer_one_step_one_wins_and_the_other_is_told(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (_, run) = await Begin(scope, "101", "A");
        var view = (await scope.Get<IGuidance>().Find(run, default))!;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(async n =>
        {
            await using var own = store.In(Comteco);
            return await own.Get<IGuidance>().Give(run, view.Run.Sequence, new Answer(view.Run.Node, Data(("quien", $"{n}"))), Ana with { Member = $"m{n}" }, default);
        }));

        Assert.Single(answers, a => a.Refusal is null);
        Assert.Equal(3, answers.Count(a => a.Refusal is Refusal.Moved));
        Assert.Equal(view.Run.Sequence + 1, (await scope.Get<IGuidance>().Find(run, default))!.Run.Sequence);
    }

    [Theory, BothEngines]
    public async Task An_answer_sent_again_is_the_same_answer(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (_, run) = await Begin(scope, "101", "A");
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        var answer = new Answer(view.Run.Node, Run.NoFacts);

        await scope.Get<IGuidance>().Give(run, view.Run.Sequence, answer, Ana, default);
        var again = await scope.Get<IGuidance>().Give(run, view.Run.Sequence, answer, Ana, default);

        Assert.Null(again.Refusal);
        Assert.Equal(view.Run.Sequence + 1, again.View.Run.Sequence);
    }

    [Theory, BothEngines]
    public async Task A_claim_goes_to_the_supervisor_with_its_data_and_she_goes_on(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (_, run) = await Begin(scope, "102", "B");
        var waiting = await Walk(scope, run, ("contrato", "100002"), ("requerimiento", "cobro excesivo"), ("B/4.1", "B/4.1:3"));

        Assert.Equal((RunStatus.Waiting, "supervisora"), (waiting.Run.Status, waiting.Run.Role));
        var task = Assert.Single(await scope.Get<IInbox>().For(Sara.Member, Sara.Roles, null, default), t => t.Kind is TaskKind.Run);
        Assert.Equal(run, task.Run);

        var taken = await scope.Get<IGuidance>().Give(run, waiting.Run.Sequence, new TakeOver(), Sara, default);

        Assert.Equal(RunStatus.Standing, taken.View.Run.Status);
        Assert.Equal("100002", taken.View.Run.Facts["contrato"].ToText());
        Assert.DoesNotContain(await scope.Get<IInbox>().For(Sara.Member, Sara.Roles, null, default), t => t.Kind is TaskKind.Run);
    }

    [Theory, BothEngines]
    public async Task Another_organisation_sees_no_run(Engine engine)
    {
        await using var store = await Loaded(engine);
        await using var scope = store.In(Comteco);
        var (_, run) = await Begin(scope, "101", "A");
        await using var other = store.In("sv-hacienda");

        Assert.Null(await other.Get<IGuidance>().Find(run, default));
        Assert.Empty(await other.Get<IGuidance>().Open(default));
    }

    private static async Task<Store> Loaded(Engine engine)
    {
        var store = await Store.On(engine, new DateTimeOffset(2026, 11, 3, 14, 0, 0, TimeSpan.Zero));
        foreach (var pack in new[] { Comteco, "sv-hacienda" })
        {
            var loading = await store.Provider.GetRequiredService<IPackLoader>()
                .Load(PackFiles.FromFolder(Repository.Path("packs", pack)), "tests", dryRun: false, default);
            Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
        }

        return store;
    }

    private static async Task<(Guid Interaction, Guid Run)> Begin(AsyncServiceScope scope, string line, string section)
    {
        var interaction = await scope.Get<IInteractions>().Start(new(ChannelKind.Voice, "llamada", line, Outgoing: false, null, Ana.Member, null), default);
        var facts = new Dictionary<string, Datum> { ["channel"] = Datum.Of("voice"), ["line"] = Datum.Of(line) };
        return (interaction, await scope.Get<IGuidance>().Begin(new(CallCentre, section, null, interaction, null, Ana, facts), default));
    }

    /// <summary>Answers each step with the data given, with the branch named for its key or the preselected one, until someone else must go on.</summary>
    private static async Task<RunView> Walk(AsyncServiceScope scope, Guid run, params (string Key, string Value)[] given)
    {
        var view = (await scope.Get<IGuidance>().Find(run, default))!;
        for (var i = 0; i < 40 && view.Run.Status is RunStatus.Standing; i++)
        {
            var named = given.FirstOrDefault(g => g.Key == view.Run.Node).Value;
            var choice = view.Offers.Count == 0 ? null : named ?? (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key;
            view = await Give(scope, view, new Answer(view.Run.Node, Data(given), choice));
        }

        return view;
    }

    private static async Task<RunView> Give(AsyncServiceScope scope, RunView view, WalkInput input)
    {
        var step = await scope.Get<IGuidance>().Give(view.Id, view.Run.Sequence, input, Ana, default);
        Assert.Null(step.Refusal);
        return step.View;
    }

    private static Dictionary<string, Datum> Data(params (string Key, string Value)[] given) =>
        given.Where(g => !g.Key.Contains('/', StringComparison.Ordinal)).ToDictionary(g => g.Key, g => Datum.Of(g.Value));
}

using System.Collections.Immutable;
using Atiende.Inbox;
using Atiende.Tests.Harness;
using Atiende.Values;

namespace Atiende.Tests.Inbox;

public sealed class InboxTests
{
    private static readonly ImmutableSortedDictionary<string, Datum> Nothing = ImmutableSortedDictionary<string, Datum>.Empty;

    [Theory, BothEngines]
    public async Task A_task_stands_in_the_inbox_of_its_role_or_unit(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var inbox = agent.Get<IInbox>();
        await inbox.Put(Task("1", "coordinador"), default);
        await inbox.Put(Task("2", "ventanilla"), default);
        await inbox.Put(Task("1", "coordinador"), default);

        Assert.Equal(["1"], Titles(await inbox.For("carla.coordinadora", ["coordinador"], "call-center", default)));
        Assert.Equal(["2"], Titles(await inbox.For("vera.ventanilla", ["otro-colaborador"], "ventanilla", default)));
        Assert.Empty(await inbox.For("ana.operador", ["operador"], "call-center", default));
        Assert.Equal(2, (await inbox.All(default)).Count);
    }

    [Theory, BothEngines]
    public async Task Of_many_who_take_it_at_once_one_gets_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        Guid id;
        await using (var agent = store.In("sv-hacienda")) id = await agent.Get<IInbox>().Put(Task("1", "operador"), default);

        var got = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(n => System.Threading.Tasks.Task.Run(async () =>
        {
            await using var agent = store.In("sv-hacienda");
            return await agent.Get<IInbox>().Take(id, $"operador.{n}", default);
        })));

        Assert.Single(got, won => won);
    }

    [Theory, BothEngines]
    public async Task It_is_taken_given_back_and_finished_by_who_has_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var inbox = agent.Get<IInbox>();
        var id = await inbox.Put(Task("1", "operador"), default);

        Assert.True(await inbox.Take(id, "ana.operador", default));
        Assert.True(await inbox.Take(id, "ana.operador", default));
        Assert.Empty(await inbox.For("beto.operador", ["operador"], null, default));
        await inbox.Release(id, "beto.operador", default);
        Assert.Equal("ana.operador", (await inbox.Find(id, default))!.TakenBy);
        await inbox.Release(id, "ana.operador", default);
        Assert.True(await inbox.Take(id, "beto.operador", default));
        Assert.False(await inbox.Finish(id, "ana.operador", "no es mía", default));
        Assert.True(await inbox.Finish(id, "beto.operador", "Se llamó a la persona", default));
        Assert.True(await inbox.Finish(id, "beto.operador", "otra vez", default));
        Assert.Empty(await inbox.All(default));
        Assert.False(await inbox.Take(id, "ana.operador", default));
    }

    [Theory, BothEngines]
    public async Task Who_handed_it_over_may_be_kept_from_taking_it(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var inbox = agent.Get<IInbox>();
        var away = await inbox.Put(Task("1", "operador") with { NotMember = "ana.operador" }, default);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var own = await inbox.Put(Task("2", "operador") with { OnlyMember = "beto.operador" }, default);

        Assert.Empty(await inbox.For("ana.operador", ["operador"], null, default));
        Assert.False(await inbox.Take(away, "ana.operador", default));
        Assert.False(await inbox.Take(own, "ana.operador", default));
        Assert.Equal(["1", "2"], Titles(await inbox.For("beto.operador", ["operador"], null, default)));
    }

    [Theory, BothEngines]
    public async Task What_is_due_first_comes_first_and_overdue_says_so(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var inbox = agent.Get<IInbox>();
        await inbox.Put(Task("sin plazo", "operador"), default);
        await inbox.Put(Task("mañana", "operador") with { DueAt = store.Clock.Now.AddDays(1) }, default);
        await inbox.Put(Task("pronto", "operador") with { DueAt = store.Clock.Now.AddHours(1) }, default);
        store.Clock.Advance(TimeSpan.FromHours(2));

        var tasks = await inbox.For("ana.operador", ["operador"], null, default);

        Assert.Equal(["pronto", "mañana", "sin plazo"], Titles(tasks));
        Assert.Equal([true, false, false], tasks.Select(t => t.Overdue));
    }

    [Theory, BothEngines]
    public async Task What_is_handed_over_is_shown_with_the_packs_labels(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var agent = store.In("sv-hacienda");
        var data = Nothing.Add("recibo", Datum.Of("100-200")).Add("beneficiario", Datum.Of([KeyValuePair.Create("nombre", Datum.Of("Ana Ejemplo"))]));

        var id = await agent.Get<IInbox>().Put(Task("1", "operador") with { Data = data, Run = Guid.CreateVersion7(), Kind = TaskKind.HandOver }, default);

        var task = (await agent.Get<IInbox>().Find(id, default))!;
        Assert.Equal("Operador/a de Call Center", task.RoleName);
        Assert.Equal([("Beneficiario · Nombre", "Ana Ejemplo"), ("Recibo de energía eléctrica", "100-200")], task.Data);
        Assert.Null(await agent.Get<IInbox>().OfRun(task.Run!.Value, default));
    }

    private static NewTask Task(string key, string role) =>
        new(key, TaskKind.Run, key, null, role, null, null, null, null, Nothing, null, null, null, "ana.operador");

    private static IEnumerable<string> Titles(IEnumerable<TaskView> tasks) => tasks.Select(t => t.Title);
}

using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Procedures.Walking;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Guidance;

public sealed class RunDraftTests
{
    private const string Soser = "cl-soser";
    private static readonly Actor Ana = new("ana", "Ana", ["administrador"]);
    private static readonly Actor Luis = new("luis", "Luis", ["administrador"]);

    [Theory, BothEngines]
    public async Task Who_types_second_is_shown_what_the_first_typed_and_overwrites_nothing_unknowing(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        await scope.Get<IFiling>().File(FilingTests.Request(), default);
        await scope.Get<FilingTurn>().Take(default);
        var run = (await scope.Get<IGuidance>().Open(default))[0].Id;
        var view = (await scope.Get<IGuidance>().Give(run, (await scope.Get<IGuidance>().Find(run, default))!.Run.Sequence, new TakeOver(), Ana, default)).View;
        var (drafts, node) = (scope.Get<IRunDrafts>(), view.Run.Node);

        var first = await drafts.Keep(run, node, Typed("de Ana"), Ana, view.DraftVersion, default);
        var second = await drafts.Keep(run, node, Typed("de Luis"), Luis, 0, default);
        Assert.Equal((1, "Ana", "de Ana"), (second.Version, second.OtherName, second.Theirs!["x"]));
        Assert.Equal("de Ana", (await scope.Get<IGuidance>().Find(run, default))!.Draft["x"]);

        // Having seen it, what Luis says stands; and then Ana is told.
        Assert.Null((await drafts.Keep(run, node, Typed("de los dos"), Luis, second.Version, default)).Theirs);
        Assert.Equal("de los dos", (await drafts.Keep(run, node, Typed("de Ana, más"), Ana, first.Version, default)).Theirs!["x"]);

        // The same text is no difference, and a step that was left keeps nothing.
        Assert.Null((await drafts.Keep(run, node, Typed("de los dos"), Ana, first.Version, default)).Theirs);
        Assert.Equal(0, (await drafts.Keep(run, "otro/nodo", Typed("tarde"), Ana, 0, default)).Version);
    }

    private static Dictionary<string, string> Typed(string text) => new() { ["x"] = text };
}

using System.Text.Json;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Cases.Clocks;
using Atiende.Filing;
using Atiende.Guidance;
using Atiende.Inbox;
using Atiende.Procedures.Walking;
using Atiende.Tests.Attachments;
using Atiende.Tests.Filing;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Cases;

public sealed class CaseRelationTests
{
    private const string Soser = "cl-soser";
    private const string By = "Luis Ejemplo";

    [Theory, BothEngines]
    public async Task The_same_person_place_and_topic_within_a_week_is_a_possible_duplicate(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var first = await File(scope);
        var other = await File(scope, ("RBD", "90002"));
        var stranger = await File(scope, ("RUT", "22.222.222-2"), ("correo", "dos@ejemplo.invalid"));
        store.Clock.Advance(TimeSpan.FromDays(6));
        var second = await File(scope, ("asunto", "Otra vez frío"));

        Assert.Equal([first.Folio], (await scope.Get<ICaseRelations>().LikeCase(second.Case, default)).Select(c => c.Folio));
        Assert.Empty(await scope.Get<ICaseRelations>().LikeCase(other.Case, default));
        Assert.Empty(await scope.Get<ICaseRelations>().LikeCase(stranger.Case, default));
        store.Clock.Advance(TimeSpan.FromDays(3));
        var asked = await scope.Get<IFiling>().Look(FilingTests.Request(), default);
        Assert.Equal([second.Folio], (await scope.Get<ICaseRelations>().Like(asked!, default)).Select(c => c.Folio));
    }

    [Theory, BothEngines]
    public async Task A_merged_case_is_found_goes_on_in_the_other_and_is_counted_once(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var (first, second) = (await File(scope), await File(scope, ("asunto", "Otra vez frío")));
        await Take(scope);
        var relations = scope.Get<ICaseRelations>();

        await relations.Merge(second.Case, first.Case, "es lo mismo", By, default);

        var merged = (await scope.Get<ICases>().Find(second.Case, default))!;
        Assert.Equal((false, null, first.Case, "unido a otro"), (merged.Summary.Open, merged.Summary.DueAt, merged.Summary.MergedInto, merged.Summary.StateName));
        Assert.Contains(merged.Events, e => e.What == $"Unido a {first.Folio}: sigue allí y sus plazos se detienen");
        var mine = (await scope.Get<ICases>().ForPerson(second.Case, default))!;
        Assert.Equal((first.Folio, "Derivado", true, first.At.AddHours(72)), (mine.GoesOnIn, mine.StateName, mine.Open, mine.DueAt));
        Assert.Contains(mine.Given, f => f.Value == "Otra vez frío");
        Assert.Equal(1, (await scope.Get<ICases>().Board(30, default)).All.Entered);
        Assert.Single(await scope.Get<IGuidance>().Open(default));
        Assert.Single(await scope.Get<IInbox>().All(default), t => t.Kind == TaskKind.Run);
        Assert.Equal([first.Folio], (await relations.Like((await scope.Get<IFiling>().Look(FilingTests.Request(), default))!, default)).Select(c => c.Folio));
        var related = (await relations.Of(first.Case, default))!;
        Assert.Equal((second.Folio, By, "es lo mismo"), (related.Merged[0].Case.Folio, related.Merged[0].By, related.Merged[0].Why));
        Assert.Contains(related.Merged[0].Events, e => e.What.StartsWith("Se abre", StringComparison.Ordinal));

        // What the person adds to the merged one is heard in the one it goes on in.
        Assert.True(await scope.Get<ICases>().Hear(new("more:1", second.Case, new("Agrega: algo", "Adds: something"), "Portal"), default));
        Assert.Contains((await scope.Get<ICases>().Find(first.Case, default))!.Events, e => e.What == "Agrega: algo");
    }

    [Theory, BothEngines]
    public async Task Merging_and_taking_apart_leaves_everything_as_it_was(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        // The second stands at another place of its procedure each time, with other files and other who had taken it.
        for (var seed = 0; seed < 6; seed++)
        {
            await using var scope = store.In(Soser);
            var random = new Random(seed);
            var contact = $"{10 + seed}.000.00{seed}";
            var rut = $"{contact}-{Rut(contact)}";
            var (first, second) = (await File(scope, ("RUT", rut)), await File(scope, ("RUT", rut), ("asunto", $"Otra {seed}")));
            await Take(scope);
            if (random.Next(2) == 0) await scope.Get<IAttachments>().Keep(Files(("foto.jpg", Sample.Jpeg(seed + 40, 30))), new(new(), second.Case, "portal:1", "Portal", IsPublic: true), default);
            await Walk(scope, second.Case, random.Next(5));
            var (before, beforeFirst) = (await Shown(scope, second.Case), await Shown(scope, first.Case));
            var open = await scope.Get<ICases>().Board(30, default);

            await scope.Get<ICaseRelations>().Merge(second.Case, first.Case, "", By, default);
            Assert.NotEqual(before, await Shown(scope, second.Case));
            store.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, 100)));
            await scope.Get<ICaseRelations>().Unmerge(second.Case, By, default);

            Assert.Equal(before, await Shown(scope, second.Case));
            Assert.Equal(beforeFirst, await Shown(scope, first.Case));
            Assert.Equal(open.All with { Soon = 0, Late = 0 }, (await scope.Get<ICases>().Board(30, default)).All with { Soon = 0, Late = 0 });
        }
    }

    [Theory, BothEngines]
    public async Task What_cannot_be_merged_says_why(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var (first, stranger) = (await File(scope), await File(scope, ("RUT", "22.222.222-2"), ("correo", "dos@ejemplo.invalid")));
        var waiting = await File(scope, ("asunto", "Recién"));

        Assert.Contains("dos personas", (await Refused(() => scope.Get<ICaseRelations>().Merge(stranger.Case, first.Case, "", By, default))).Spanish, StringComparison.Ordinal);
        Assert.Contains("espere", (await Refused(() => scope.Get<ICaseRelations>().Merge(waiting.Case, first.Case, "", By, default))).Spanish, StringComparison.Ordinal);
        await Take(scope);
        await scope.Get<ICaseRelations>().Merge(waiting.Case, first.Case, "", By, default);
        Assert.Contains("ya está unido", (await Refused(() => scope.Get<ICaseRelations>().Merge(waiting.Case, stranger.Case, "", By, default))).Spanish, StringComparison.Ordinal);
        var pair = (await scope.Get<ICaseRelations>().Pair(first.Case, stranger.Folio.ToLowerInvariant(), default))!;
        Assert.Null(pair.NoLink);
        Assert.NotNull(pair.NoMergeIntoOne);
    }

    [Theory, BothEngines]
    public async Task A_case_is_not_closed_while_its_parts_are_open_unless_the_pack_says_so(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda");
        await using var scope = store.In("sv-hacienda");
        var (parent, part) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var whole = await Save(scope, parent, "1", new() { Name = "orden", Type = "orden" });
        var child = await Save(scope, part, "1", new() { Name = "orden", Type = "orden" });
        await scope.Get<ICaseRelations>().SetParent(child.Id, whole.Id, By, default);

        var refused = await Refused(() => Save(scope, parent, "2", new() { Name = "orden", Type = "orden", State = "cerrada" }));
        Assert.Contains(child.Folio, refused.Spanish, StringComparison.Ordinal);
        Assert.Contains("ya es parte", (await Refused(() => scope.Get<ICaseRelations>().SetParent(whole.Id, child.Id, By, default))).Spanish, StringComparison.Ordinal);

        await Save(scope, part, "2", new() { Name = "orden", Type = "orden", State = "cerrada" });
        Assert.Equal("cerrada", (await Save(scope, parent, "2", new() { Name = "orden", Type = "orden", State = "cerrada" })).State);

        // The pack lets a consultation end before the order that came of it.
        var consulta = await Save(scope, Guid.CreateVersion7(), "1", new() { Name = "consulta", Type = "consulta", State = "guardada" });
        var open = await Save(scope, Guid.CreateVersion7(), "1", new() { Name = "orden", Type = "orden" });
        await scope.Get<ICaseRelations>().SetParent(open.Id, consulta.Id, By, default);
        var run = (await scope.Db().Set<Case>().FirstAsync(c => c.Id == consulta.Id)).RunId!.Value;
        Assert.Equal("finalizada", (await Save(scope, run, "2", new() { Name = "consulta", Type = "consulta", State = "finalizada" })).State);
    }

    [Theory, BothEngines]
    public async Task Cases_are_linked_and_unlinked_and_both_say_so(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var (first, second) = (await File(scope), await File(scope, ("RUT", "22.222.222-2"), ("correo", "dos@ejemplo.invalid")));
        var relations = scope.Get<ICaseRelations>();

        await relations.Link(first.Case, second.Case, By, default);
        await relations.Link(second.Case, first.Case, By, default);

        Assert.Equal(second.Folio, Assert.Single((await relations.Of(first.Case, default))!.Links).Case.Folio);
        Assert.Equal(first.Folio, Assert.Single((await relations.Of(second.Case, default))!.Links).Case.Folio);
        Assert.Single((await scope.Get<ICases>().Find(first.Case, default))!.Events, e => e.What == $"Vinculado con {second.Folio}");
        await relations.Unlink(second.Case, first.Case, By, default);
        Assert.Empty((await relations.Of(first.Case, default))!.Links);
    }

    [Theory, BothEngines]
    public async Task A_second_matter_is_split_off_with_its_own_folio_for_the_same_person(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var first = await File(scope);
        var photo = (await scope.Get<IAttachments>().Keep(Files(("foto.jpg", Sample.Jpeg(40, 30))), new(new(), first.Case, "api:1", "Portal", IsPublic: true), default))[0];
        var split = new CaseSplit(first.Case, new Dictionary<string, string> { ["tema"] = "Pae Celiaco", ["asunto"] = "Menú", ["detalle"] = "Pide además el menú." }, [photo.Id], "k", By);

        var second = await scope.Get<ICaseSplits>().Split(split, default);
        Assert.Equal(second, await scope.Get<ICaseSplits>().Split(split, default));

        var (one, two) = ((await scope.Get<ICases>().Find(first.Case, default))!, (await scope.Get<ICases>().Find(second, default))!);
        Assert.Equal(one.Summary.Contact, two.Summary.Contact);
        Assert.Equal("api:1", (await scope.Get<IFiling>().Find(two.Summary.Folio, default))!.Origin);
        Assert.Contains(two.Fields, f => f.Value == "Menú");
        Assert.Contains(two.Fields, f => f.Value == "Escuela Ejemplo Chinchorro");
        Assert.Equal("foto.jpg", Assert.Single(await scope.Get<IAttachments>().Of(second, default)).Name);
        Assert.Equal(CaseLinkKind.Split, Assert.Single((await scope.Get<ICaseRelations>().Of(second, default))!.Links).Kind);
        await Assert.ThrowsAsync<FilingRefusedException>(() => scope.Get<ICaseSplits>().Split(split with { Key = "l", Fields = new Dictionary<string, string> { ["detalle"] = "" } }, default));
    }

    private static async IAsyncEnumerable<NewFile> Files(params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            await Task.Yield();
            yield return new(name, new MemoryStream(content));
        }
    }

    private static async Task<Bilingual> Refused(Func<Task> change) => (await Assert.ThrowsAsync<CaseRefusedException>(change)).Said;

    private static Task<SavedCase> Save(AsyncServiceScope scope, Guid run, string key, OpenCase one) =>
        scope.Get<ICases>().Save(new($"{run:N}:{key}", run, one, null, null, By), default);

    private static Task<Filed> File(AsyncServiceScope scope, params (string Field, string Value)[] other)
    {
        var request = FilingTests.Request();
        var fields = new Dictionary<string, string>(request.Fields);
        foreach (var (field, value) in other) fields[field] = value;
        return scope.Get<IFiling>().File(request with { Fields = fields }, default);
    }

    private static async Task Take(AsyncServiceScope scope)
    {
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }
    }

    // So many inputs of its procedure, taken over by whoever's turn it is.
    private static async Task Walk(AsyncServiceScope scope, Guid id, int inputs)
    {
        var run = (await scope.Db().Set<Case>().AsNoTracking().FirstAsync(c => c.Id == id)).RunId!.Value;
        for (var n = 0; n < inputs; n++)
        {
            var view = (await scope.Get<IGuidance>().Find(run, default))!;
            var choice = view.Offers.Count == 0 ? null : (view.Offers.FirstOrDefault(o => o.Preselected) ?? view.Offers[0]).Key;
            WalkInput input = view.Run.Status is RunStatus.Waiting ? new TakeOver() : new Answer(view.Run.Node, Run.NoFacts, choice);
            await scope.Get<IGuidance>().Give(run, view.Run.Sequence, input, new("luis", By, []), default);
        }
    }

    // All that is seen of a case, but for what its history says of merging.
    private static async Task<string> Shown(AsyncServiceScope scope, Guid id)
    {
        var one = (await scope.Get<ICases>().Find(id, default))!;
        var events = one.Events.Where(e => !e.What.StartsWith("Unido a", StringComparison.Ordinal) && !e.What.StartsWith("Se separa", StringComparison.Ordinal) && !e.What.StartsWith("Se le", StringComparison.Ordinal));
        var person = (await scope.Get<ICases>().ForPerson(id, default))!;
        var run = (await scope.Get<IGuidance>().Find((await scope.Db().Set<Case>().AsNoTracking().FirstAsync(c => c.Id == id)).RunId!.Value, default))!;
        var tasks = await scope.Db().Set<InboxTask>().AsNoTracking().Where(t => t.RunId == run.Id).OrderBy(t => t.Id).ToListAsync();
        var row = await scope.Db().Set<Case>().AsNoTracking().FirstAsync(c => c.Id == id);
        return JsonSerializer.Serialize(new
        {
            one.Summary,
            Fields = one.Fields.Select(f => f.ToString()),
            events,
            row.ClosedAt,
            row.InTime,
            Files = await scope.Get<IAttachments>().Of(id, default),
            person.Given,
            person.StateName,
            person.GoesOnIn,
            person.DueAt,
            run.Run.Node,
            run.Run.Status,
            run.Run.Role,
            run.Member,
            run.Run.Path,
            Facts = run.Run.Facts.OrderBy(f => f.Key).Select(f => f.ToString()),
            Clocks = await scope.Db().Set<CaseClockRow>().AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.Name).ToListAsync(),
            Tasks = tasks.Select(t => new { t.Id, t.IsOpen, t.TakenBy, t.TakenAt, t.FinishedBy, t.FinishedAt, t.Outcome }),
        });
    }

    // The check digit of a Chilean document.
    private static string Rut(string number)
    {
        var digits = number.Where(char.IsDigit).Reverse().Select((d, n) => (d - '0') * (n % 6 + 2)).Sum();
        return (11 - digits % 11) switch { 11 => "0", 10 => "K", var digit => $"{digit}" };
    }
}

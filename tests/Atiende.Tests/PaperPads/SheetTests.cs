using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Filing;
using Atiende.Organizations;
using Atiende.PaperPads;
using Atiende.PaperPads.Printing;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Atiende.Tests.PaperPads;

/// <summary>From the printed pad over a bad photograph to a case: real Chromium, vips and zbar.</summary>
public sealed class SheetTests
{
    private const string Soser = "cl-soser";
    private const string Chinchorro = "90001";

    private static readonly Dictionary<string, string> Written = new()
    {
        ["RBD"] = Chinchorro,
        ["fecha"] = "2026-10-30",
        ["firma"] = "true",
        ["nombres"] = "Persona Ejemplo Uno",
        ["rut"] = "11.111.111-1",
        ["correo"] = "uno@ejemplo.invalid",
        ["tipo_usuario"] = "Apoderado",
        ["motivo"] = "Reclamo",
        ["tema"] = "Pae Básica-Media",
        ["urgencia"] = "Media",
        ["asunto"] = "Desayuno frío",
        ["detalle"] = "El desayuno llegó frío tres días seguidos.",
    };

    [Fact]
    public async Task A_sheet_is_printed_photographed_badly_read_and_entered()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 2);
        var folio = printed.Pad.First;
        Assert.Equal(3, await printed.Pages());
        Assert.Contains($"{folio}", await printed.Text(), StringComparison.Ordinal);
        var claim = await Box(scope, "motivo", "Reclamo");

        var photo = await Send(scope, await printed.Photograph(1, 97, bad: true, (claim.X, claim.Y)));
        Assert.Equal(1, await scope.Get<PhotoTurn>().Take(default));

        var waiting = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        Assert.Equal((photo, folio, Chinchorro, PhotoState.Waiting), (waiting.Id, waiting.Folio, waiting.Site, waiting.State));
        Assert.Equal("Reclamo", waiting.Suggested["motivo"]);
        Assert.False(waiting.Suggested.ContainsKey("tema"));
        Assert.Equal(SheetState.Received, Assert.Single((await Account(scope)).Used, s => s.Folio == folio).State);

        var filed = await scope.Get<SheetDesk>().Enter(photo, Typed(scope, folio), "pablo.ejemplo", default);

        var one = await scope.Get<ICases>().Find(filed.Case, default);
        Assert.Equal(store.Clock.GetUtcNow().AddHours(72), one!.Summary.DueAt);
        Assert.Contains(("Canal de ingreso", "papel"), one.Fields);
        Assert.Contains(("Folio del talonario", $"{folio}"), one.Fields);
        Assert.Contains(one.Fields, f => f.Label == "Fecha escrita en la hoja" && f.Value.Contains("30", StringComparison.Ordinal));
        Assert.Contains(("Nombre del establecimiento", "Escuela Ejemplo Chinchorro"), one.Fields);
        Assert.Equal(waiting.AttachmentId, Assert.Single(await scope.Get<IAttachments>().Of(filed.Case, default)).Id);
        Assert.Equal(SheetState.Entered, Assert.Single((await Account(scope)).Used, s => s.Folio == folio).State);
        Assert.Equal(new Pace(1, 1), await scope.Get<PaperQueue>().PaceOf("pablo.ejemplo", store.Clock.GetUtcNow().AddHours(-5), default));

        // The procedure goes on with it, and keeps what was written on the sheet.
        await scope.Get<FilingTurn>().Take(default);
        var led = await scope.Get<ICases>().Find(filed.Case, default);
        Assert.Contains(("Folio del talonario", $"{folio}"), led!.Fields);
        Assert.Contains(led.Fields, f => f.Label == "Fecha escrita en la hoja");
    }

    [Theory]
    [InlineData(0, false), InlineData(180, true), InlineData(-12, true), InlineData(271, false)]
    public async Task Its_folio_is_read_however_the_telephone_was_held(int degrees, bool bad)
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 1);
        var topic = await Box(scope, "tema", "Canastas Junaeb");

        await Send(scope, await printed.Photograph(1, degrees, bad, (topic.X, topic.Y)));
        await scope.Get<PhotoTurn>().Take(default);

        var photo = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        Assert.Equal(printed.Pad.First, photo.Folio);
        Assert.Equal("Canastas Junaeb", photo.Suggested["tema"]);
        Assert.True(File.Exists(scope.Get<Atiende.PaperPads.Reading.PhotoReader>().LegibleOf(photo.Hash)));
    }

    [Theory, BothEngines]
    public async Task A_photograph_is_stored_once_however_often_it_is_sent(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var id = Guid.CreateVersion7();

        var first = await Keep(scope, Sample.Png(), id);
        var again = await Keep(scope, Sample.Png(), id);
        var unnamed = await Keep(scope, Sample.Png(), null);

        Assert.Equal((id, false), (first.Id, first.Again));
        Assert.Equal((id, true), (again.Id, again.Again));
        Assert.Equal((id, true), (unnamed.Id, unnamed.Again));
        Assert.Equal(1, await scope.Get<PaperQueue>().Waiting(default));
        await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope, Sample.Pdf(), null));
        await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope, [], null));
    }

    [Theory, BothEngines]
    public async Task It_waits_for_its_case_longer_than_other_files(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var kept = await Keep(scope, Sample.Png(), null);

        store.Clock.Advance(TimeSpan.FromDays(3));
        await scope.Get<AttachmentSweep>().Run(default);

        var photo = await scope.Get<PaperQueue>().Find(kept.Id, default);
        var file = await scope.Get<IAttachments>().Find(photo!.AttachmentId, default);
        Assert.NotNull(file);
        Assert.NotNull(await scope.Get<IAttachments>().PathOf(file, default));
    }

    [Theory, BothEngines]
    public async Task Two_who_type_never_get_the_same_sheet(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using (var scope = store.In(Soser))
        {
            for (var sheet = 0; sheet < 4; sheet++) await Keep(scope, Sample.Png(200 + sheet), null);
            await scope.Get<PhotoTurn>().Take(default);
        }

        var got = await Task.WhenAll(Enumerable.Range(0, 4).Select(async typist =>
        {
            await using var scope = store.In(Soser);
            return (await scope.Get<PaperQueue>().Next($"typist-{typist}", default))?.Id;
        }));

        Assert.Equal(4, got.OfType<Guid>().Distinct().Count());
        await using var late = store.In(Soser);
        Assert.Null(await late.Get<PaperQueue>().Next("late", default));
        await Assert.ThrowsAsync<PaperRefusedException>(() => late.Get<SheetDesk>().Illegible(got[0]!.Value, "borrosa", "late", default));
        store.Clock.Advance(PaperQueue.Lease + TimeSpan.FromSeconds(1));
        Assert.NotNull(await late.Get<PaperQueue>().Next("late", default));
    }

    [Theory, BothEngines]
    public async Task A_sheet_is_one_case_and_what_is_put_off_comes_after_the_others(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var (queue, desk) = (scope.Get<PaperQueue>(), scope.Get<SheetDesk>());
        var folio = (await scope.Get<IPaperPads>().Issue(Chinchorro, 3, "marta.ejemplo", default)).First;
        for (var sheet = 0; sheet < 3; sheet++)
        {
            await Keep(scope, Sample.Png(300 + sheet), null);
            store.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await scope.Get<PhotoTurn>().Take(default);
        var first = (await queue.Next("pablo", default))!;
        await desk.Skip(first.Id, "la letra", "pablo", default);
        var second = (await queue.Next("pablo", default))!;
        Assert.NotEqual(first.Id, second.Id);
        await desk.Enter(second.Id, Typed(scope, folio), "pablo", default);

        var third = (await queue.Next("pablo", default))!;
        var refused = await Assert.ThrowsAsync<PaperRefusedException>(() => desk.Enter(third.Id, Typed(scope, folio), "pablo", default));
        Assert.Contains($"{folio}", refused.Message, StringComparison.Ordinal);
        await desk.Illegible(third.Id, "borrosa", "pablo", default);
        Assert.Equal(third.Id, Assert.Single(await scope.Get<PhotoIntake>().Unreadable(Chinchorro, default)).Id);
        Assert.Equal((first.Id, "la letra"), ((await queue.Next("pablo", default))!.Id, (await queue.Find(first.Id, default))!.Reason));
        await desk.Void(first.Id, folio + 1, "nula", "pablo", default);

        var account = await Account(scope);
        Assert.Equal(SheetState.Void, Assert.Single(account.Used, s => s.Folio == folio + 1).State);
        Assert.Null(await queue.Next("pablo", default));
        Assert.Single(await scope.Get<IFiling>().OfOrigin($"paper:{folio}", 10, default));
    }

    private static SheetForm Typed(AsyncServiceScope scope, long folio)
    {
        var posted = new FormCollection(Written.Append(new("folio", $"{folio}")).ToDictionary(f => f.Key, f => new StringValues(f.Value)));
        var form = SheetForm.Read(posted, scope.Get<IOrganizations>().Current, scope.Get<TimeProvider>().GetUtcNow());
        Assert.Empty(form.Problems);
        return form;
    }

    private static async Task<SheetBox> Box(AsyncServiceScope scope, string field, string value)
    {
        var records = scope.Get<PaperRecords>();
        var layout = PadBook.Layout(scope.Get<IOrganizations>().Current, records.Paper, (await records.Site(Chinchorro, default))!.Facts);
        return layout.Fields.Single(f => f.Field.Id.Value == field).Boxes.Single(b => b.Value == value);
    }

    private static async Task<Guid> Send(AsyncServiceScope scope, byte[] photo) => (await Keep(scope, photo, null)).Id;

    private static async Task<PhotoKept> Keep(AsyncServiceScope scope, byte[] photo, Guid? id) =>
        await scope.Get<PhotoIntake>().Keep(Chinchorro, id, new("hoja.jpg", new MemoryStream(photo)), "Supervisor", default);

    private static async Task<SiteAccount> Account(AsyncServiceScope scope) => (await scope.Get<IPaperPads>().Account(Chinchorro, default))!;
}

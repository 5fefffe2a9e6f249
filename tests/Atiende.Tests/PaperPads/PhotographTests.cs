using System.Diagnostics;
using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.PaperPads;
using Atiende.PaperPads.Printing;
using Atiende.PaperPads.Reading;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.PaperPads;

/// <summary>Printed sheets as telephones photograph them, over the real vips, zbar and tesseract.</summary>
public sealed class PhotographTests
{
    private const string Soser = "cl-soser";
    private const string Chinchorro = "90001";

    // How far, in millimetres, what is printed may lie from its place on the straightened page.
    private const double OffMost = 1;

    /// <summary>Made-up cameras, by what is bad about them.</summary>
    public static TheoryData<string> Shots => [.. Cameras.Keys];

    private static readonly Dictionary<string, CameraShot> Cameras = new()
    {
        ["flat"] = CameraShot.Flat,
        ["leaned on from below"] = new([(0.22, 0.10), (0.78, 0.08), (0.97, 0.95), (0.03, 0.97)]),
        ["leaned on from above"] = new([(0.04, 0.05), (0.96, 0.03), (0.76, 0.90), (0.25, 0.92)]),
        ["from the left"] = new([(0.05, 0.03), (0.90, 0.18), (0.92, 0.80), (0.06, 0.97)]),
        ["from a corner"] = new([(0.12, 0.16), (0.80, 0.05), (0.95, 0.90), (0.04, 0.80)]),
        ["from a corner, held across"] = new CameraShot([(0.22, 0.26), (0.75, 0.15), (0.85, 0.80), (0.14, 0.72)]).Turned(67),
        ["upside down, leaned on"] = new CameraShot([(0.22, 0.12), (0.78, 0.10), (0.93, 0.90), (0.07, 0.92)]).Turned(180),
        ["in a shadow that grows"] = new([(0.14, 0.08), (0.86, 0.06), (0.95, 0.95), (0.05, 0.96)]) { Shadow = 0.3 },
        ["under the shadow of a hand"] = new([(0.10, 0.07), (0.88, 0.05), (0.95, 0.95), (0.05, 0.96)]) { HandShadow = 0.45 },
        ["of faint contrast"] = new([(0.14, 0.08), (0.86, 0.06), (0.95, 0.95), (0.05, 0.96)]) { Contrast = 0.35 },
        ["blurred"] = new([(0.10, 0.07), (0.88, 0.05), (0.95, 0.95), (0.05, 0.96)]) { Blur = 2.2 },
        ["all at once"] = new CameraShot([(0.18, 0.14), (0.80, 0.10), (0.90, 0.88), (0.10, 0.90)]) { Shadow = 0.5, Contrast = 0.6, Blur = 1.4 }.Turned(-9),
    };

    [Theory, MemberData(nameof(Shots))]
    public async Task A_sheet_is_known_laid_straight_and_its_tick_is_found_though_photographed(string how)
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 1);
        var box = Layout(scope).Fields.Single(f => f.Field.Id.Value == "motivo").Boxes.Single(b => b.Value == "Sugerencia");

        await Send(scope, await printed.Photograph(1, Cameras[how], (box.X, box.Y)));
        await scope.Get<PhotoTurn>().Take(default);

        var photo = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        Assert.Equal((printed.Pad.First, Chinchorro), (photo.Folio, photo.Site));
        Assert.Equal("Sugerencia", photo.Suggested.GetValueOrDefault("motivo"));
        Assert.False(photo.Suggested.ContainsKey("tema"));
        var squares = await Squares(scope.Get<PhotoReader>().LegibleOf(photo.Hash));
        foreach (var mark in new[] { SheetLayout.TopMark, SheetLayout.BottomMark })
            Assert.Contains(squares, s => Off(s, mark.X + (mark.Side / 2), mark.Y + (mark.Side / 2)) <= OffMost);
        foreach (var code in new[] { SheetLayout.TopCode, SheetLayout.BottomCode })
            Assert.Contains(squares, s => Off(s, code.X + (code.Side * 3.5 / 29), code.Y + (code.Side * 3.5 / 29)) <= OffMost);
    }

    [Fact]
    public async Task Typed_words_are_suggested_and_a_person_takes_them_or_not()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 1,
            ("nombres", "Persona Ejemplo Uno"), ("rut", "11.111.111-1"), ("correo", "uno@ejemplo.invalid"), ("descripcion", "El desayuno del lunes llegó frío y la leche venía cortada. Pedimos que lo revisen."));

        await Send(scope, await printed.Photograph(1, Cameras["leaned on from below"]));
        await scope.Get<PhotoTurn>().Take(default);

        var photo = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        Assert.Equal(printed.Pad.First, photo.Folio);
        Assert.Equal("Persona Ejemplo Uno", photo.Suggested.GetValueOrDefault("typed:nombres"));
        Assert.Contains("desayuno del lunes", photo.Suggested.GetValueOrDefault("typed:detalle"), StringComparison.Ordinal);
        // A document whose check digit does not fit is not suggested: it was read right, or it is not there.
        Assert.Contains(photo.Suggested.GetValueOrDefault("typed:rut"), new[] { null, "11.111.111-1" });
        // What stands there is in no field until somebody takes it.
        Assert.DoesNotContain(photo.Suggested.Keys, key => !key.StartsWith(PhotoReading.Typed, StringComparison.Ordinal));
        Assert.DoesNotContain(photo.Suggested.Keys, key => key is "typed:folio" or "typed:RBD");

        await scope.Get<SheetDesk>().Illegible(photo.Id, "borrosa", "pablo.ejemplo", default);
        Assert.Empty((await scope.Get<PaperQueue>().Find(photo.Id, default))!.Suggested);
    }

    [Fact]
    public async Task An_empty_sheet_suggests_nothing_and_without_its_codes_the_printed_folio_is_only_suggested()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 2);

        await Send(scope, await printed.Photograph(1, CameraShot.Flat));
        // Cut off at the right and at the bottom: no code is left, the folio's box is.
        await Send(scope, await printed.Photograph(2, new([(0.02, 0.02), (1.23, 0.02), (1.23, 1.25), (0.02, 1.25)])));
        await scope.Get<PhotoTurn>().Take(default);

        // Both came at one moment: either may be the first.
        var first = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        await scope.Get<SheetDesk>().Illegible(first.Id, "vista", "pablo.ejemplo", default);
        var second = (await scope.Get<PaperQueue>().Next("pablo.ejemplo", default))!;
        var (whole, cut) = first.Folio is null ? (second, first) : (first, second);
        Assert.Equal(printed.Pad.First, whole.Folio);
        Assert.Empty(whole.Suggested);
        Assert.Null(cut.Folio);
        Assert.Equal($"{printed.Pad.First + 1}", cut.Suggested.GetValueOrDefault("typed:folio"));
    }

    [Fact]
    public async Task Without_tesseract_codes_and_ticks_are_read_as_ever_and_its_absence_is_said()
    {
        await using var store = await PackedStore.On(Engine.Sqlite, Soser);
        await using var scope = store.In(Soser);
        using var printed = await PrintedPad.Of(scope, Chinchorro, 1, ("nombres", "Persona Ejemplo Uno"));
        var limits = PhotoLimits.Default with { Find = program => program == "tesseract" ? null : ChildProcess.Find(program) };
        using var tools = new PhotoTools(limits);
        using var english = new PhotoTools(PhotoLimits.Default with { HasSpanish = () => false });
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "hoja.jpg");
        await File.WriteAllBytesAsync(path, await printed.Photograph(1, CameraShot.Flat));

        async Task<PhotoReading> ReadWith(PhotoTools with) => await new PhotoReader(with, new WrittenWords(with), scope.Get<Settings>(), scope.Get<ICurrentOrganization>())
            .Read(path, "0", _ => Task.FromResult<SheetLayout?>(Layout(scope)), default);

        var reading = await ReadWith(tools);
        Assert.Equal($"{printed.Pad.First}", reading.Code?.Folio);
        Assert.Empty(reading.Suggested);
        Assert.Equal(["tesseract-ocr tesseract-ocr-spa"], tools.Missing);
        Assert.Equal(["tesseract-ocr-spa"], english.Missing);
        Assert.Equal("Persona Ejemplo Uno", (await ReadWith(english)).Suggested.GetValueOrDefault("typed:nombres"));
    }

    private static SheetLayout Layout(AsyncServiceScope scope) =>
        PadBook.Layout(scope.Get<IOrganizations>().Current, scope.Get<PaperRecords>().Paper, scope.Get<PaperRecords>().Site(Chinchorro, default).Result!.Facts);

    private static Task Send(AsyncServiceScope scope, byte[] photo) =>
        scope.Get<PhotoIntake>().Keep(Chinchorro, null, new NewFile("hoja.jpg", new MemoryStream(photo)), "Supervisor", default);

    private static double Off(Spot square, double x, double y) =>
        Math.Sqrt(Math.Pow((square.X / Straightening.PixelsPerMillimetre) - x, 2) + Math.Pow((square.Y / Straightening.PixelsPerMillimetre) - y, 2));

    private static async Task<IReadOnlyList<Spot>> Squares(string legible)
    {
        using var folder = new TemporaryFolder();
        var pgm = Path.Combine(folder.Path, "legible.pgm");
        using var vips = Process.Start("vips", ["colourspace", legible, pgm, "b-w"]);
        await vips.WaitForExitAsync();
        return FinderPatterns.Find(GreyPicture.Read(await File.ReadAllBytesAsync(pgm))!, 29).Squares;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using Atiende.Hosting;
using Atiende.PaperPads.Printing;
using Atiende.Storage;

namespace Atiende.PaperPads.Reading;

/// <summary>Looks at one photograph: finds its codes, lays it straight and legible beside the original, and suggests what is ticked.</summary>
internal sealed class PhotoReader(PhotoTools tools, WrittenWords words, Settings settings, ICurrentOrganization organization)
{
    // A side of so many pixels holds a page at 200 in an inch; more only costs time.
    private const int ScanSide = 2400;

    // Blurred or noisy ones are found when they are smaller.
    private static readonly int[] Smaller = [1400, 900];

    // The paper's own brightness about each place, in pixels: wider than letters, narrower than shadows.
    private const string Paper = "24";
    private const string White = "240";

    /// <summary>Where the legible picture of a photograph lies, by its hash; it may not be there.</summary>
    public string LegibleOf(string hash) => settings.InData("paper", organization.Id!, $"{hash}.webp");

    /// <summary>Reads a photograph.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="hash">Its hash, by which the legible one is kept.</param>
    /// <param name="layoutOf">The layout of an establishment's sheets; null where there is none.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<PhotoReading> Read(string path, string hash, Func<SheetCode, Task<SheetLayout?>> layoutOf, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("atiende-sheet-");
        try
        {
            string In(string name) => Path.Combine(folder.FullName, name);
            var scan = In("scan.png");
            // vips turns it as the camera was held; without vips the photograph itself is looked at.
            if (await tools.RunOnStrange("vips", cancel, "thumbnail", path, scan, Text(ScanSide), "--height", Text(ScanSide), "--size", "down") is null || !File.Exists(scan)) scan = path;
            var picture = scan == path ? null : await Picture(scan, In("scan.pgm"), cancel);
            var ours = (await Codes(scan, In, cancel)).Where(c => c.Organization == organization.Id).ToList();
            var straight = picture is null || ours.Count == 0 ? null : StraightOf(picture, ours);
            var page = scan == path ? null : await Legible(straight is null ? null : straight.Lay(picture!), scan, In, cancel);
            if (page is not null) await Keep(page, hash, cancel);
            var suggested = new Dictionary<string, string>(StringComparer.Ordinal);
            if (ours is not [var code, ..]) return new(null, suggested, await words.Folio(scan, cancel));

            if (straight is not null && page is not null && await layoutOf(code) is { } layout && await Picture(page, In("page.pgm"), cancel) is { } grey)
            {
                foreach (var (field, value) in Ticks.Read(grey, layout)) suggested[field] = value;
                foreach (var (field, value) in await words.Read(grey, layout, In, cancel)) suggested[PhotoReading.Typed + field] = value;
            }

            return new(code, suggested, null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<SheetCode>> Codes(string scan, Func<string, string> inFolder, CancellationToken cancel)
    {
        if (!tools.Has("zbarimg")) return [];

        var found = await Look(scan, cancel);
        foreach (var side in Smaller)
        {
            if (found.Count > 0) break;

            var small = inFolder($"scan-{side}.png");
            if (await tools.Run("vips", cancel, "thumbnail", scan, small, Text(side), "--height", Text(side), "--size", "down") is null || !File.Exists(small)) break;

            found = await Look(small, cancel);
        }

        // In a deep shadow it is found once the shadow is taken off.
        if (found.Count == 0 && inFolder("even.png") is var even
            && await tools.Run("vips", cancel, "colourspace", scan, inFolder("even.v"), "b-w") is not null && await Flat(inFolder("even.v"), even, inFolder, cancel))
            found = await Look(even, cancel);
        return found;
    }

    // It ends with 4 where there is no code, which is no failure but says nothing either.
    private async Task<IReadOnlyList<SheetCode>> Look(string picture, CancellationToken cancel) =>
        await tools.Run("zbarimg", cancel, "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture) is { } raw ? QrCodes.Read(raw) : [];

    private static Straightening? StraightOf(GreyPicture picture, List<SheetCode> codes)
    {
        var modules = QrSvg.Modules(codes[0].Text);
        var corners = codes.Select(c => c.Corner).Distinct().ToList();
        return Straightening.Of(FinderPatterns.Find(picture, modules), corners is [var only] ? only : null, modules);
    }

    // Straight where the codes say how, else as it is; then each place is divided by the paper's brightness about it.
    private async Task<string?> Legible(GreyPicture? straight, string scan, Func<string, string> inFolder, CancellationToken cancel)
    {
        var (laid, grey, page) = (inFolder("laid.v"), inFolder("grey.v"), inFolder("page.v"));
        if (straight is not null)
        {
            laid = inFolder("laid.pgm");
            await straight.Save(laid, cancel);
        }
        else if (await tools.Run("vips", cancel, "thumbnail", scan, laid, Text(Straightening.Height), "--height", Text(Straightening.Height), "--size", "down") is null) return null;

        return await tools.Run("vips", cancel, "colourspace", laid, grey, "b-w") is not null && await Flat(grey, page, inFolder, cancel) ? page : null;
    }

    // Without shadows: each place against the paper's own brightness about it.
    private async Task<bool> Flat(string grey, string to, Func<string, string> inFolder, CancellationToken cancel)
    {
        var (paper, flat) = (inFolder("paper.v"), inFolder("flat.v"));
        return await tools.Run("vips", cancel, "gaussblur", grey, paper, Paper, "--precision", "approximate") is not null
            && await tools.Run("vips", cancel, "divide", grey, paper, flat) is not null
            && await tools.Run("vips", cancel, "linear", flat, to, White, "0", "--uchar") is not null && File.Exists(to);
    }

    private async Task Keep(string page, string hash, CancellationToken cancel)
    {
        var to = LegibleOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var made = $"{to}.{RandomNumberGenerator.GetHexString(16)}.webp";
        if (await tools.Run("vips", cancel, "webpsave", page, made, "--Q", "70") is not null && File.Exists(made)) File.Move(made, to, overwrite: true);
    }

    private async Task<GreyPicture?> Picture(string of, string file, CancellationToken cancel) =>
        await tools.Run("vips", cancel, "colourspace", of, file, "b-w") is not null && File.Exists(file) ? GreyPicture.Read(await File.ReadAllBytesAsync(file, cancel)) : null;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>What was read of a photograph.</summary>
/// <param name="Code">What its codes say; null where none could be read.</param>
/// <param name="Suggested">What is ticked, by field; and, by the field after <see cref="Typed"/>, what tesseract read there.</param>
/// <param name="Printed">The folio by its printed digits, where no code could be read: a suggestion.</param>
internal sealed record PhotoReading(SheetCode? Code, IReadOnlyDictionary<string, string> Suggested, string? Printed)
{
    /// <summary>Before the field's id: what was read there as words, which a person takes or leaves.</summary>
    public const string Typed = "typed:";
}

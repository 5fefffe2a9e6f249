using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Atiende.Hosting;
using Atiende.PaperPads.Printing;
using Atiende.Storage;

namespace Atiende.PaperPads.Reading;

/// <summary>Looks at one photograph: finds its codes, lays it straight and legible beside the original, and suggests what is ticked.</summary>
internal sealed partial class PhotoReader(PhotoTools tools, Settings settings, ICurrentOrganization organization)
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
            var ours = (await Codes(scan, In, cancel)).Where(c => c.Organization == organization.Id).ToList();
            var page = scan == path ? null : await Legible(scan, await Straight(scan, ours, In, cancel), In, cancel);
            if (page is not null) await Keep(page, hash, cancel);
            var suggested = new Dictionary<string, string>(StringComparer.Ordinal);
            if (ours is [var code, ..])
            {
                if (page is not null && await layoutOf(code) is { } layout && await Grey(page, In, cancel) is { } grey)
                    foreach (var (field, value) in Ticks.Read(grey, layout)) suggested[field] = value;
                return new(code, suggested, null);
            }

            return new(null, suggested, await PrintedFolio(page ?? scan, cancel));
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

        return found;
    }

    // It ends with 4 where there is no code, which is no failure but says nothing either.
    private async Task<IReadOnlyList<SheetCode>> Look(string picture, CancellationToken cancel) =>
        await tools.Run("zbarimg", cancel, "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture) is { } raw ? QrCodes.Read(raw) : [];

    private async Task<Straightening?> Straight(string scan, IReadOnlyList<SheetCode> codes, Func<string, string> inFolder, CancellationToken cancel)
    {
        var file = inFolder("scan.pgm");
        if (codes.Count == 0 || await tools.Run("vips", cancel, "colourspace", scan, file, "b-w") is null || !File.Exists(file)
            || GreyPicture.Read(await File.ReadAllBytesAsync(file, cancel)) is not { } picture) return null;

        var modules = QrSvg.Modules(codes[0].Text);
        return Straightening.Of(QrCodes.Place(codes, FinderPatterns.Find(picture, modules)), modules);
    }

    // Straight where the codes say how, else as it is; then each place is divided by the paper's brightness about it.
    private async Task<string?> Legible(string scan, Straightening? straight, Func<string, string> inFolder, CancellationToken cancel)
    {
        var (laid, grey, paper, flat, page) = (inFolder("laid.v"), inFolder("grey.v"), inFolder("paper.v"), inFolder("flat.v"), inFolder("page.v"));
        if (straight is { } s)
        {
            // Begun with a space: a minus at its beginning would be an option.
            var matrix = string.Create(CultureInfo.InvariantCulture, $" {s.A:R} {s.B:R} {s.D:R} {s.E:R}");
            if (await tools.Run("vips", cancel, "affine", scan, laid, matrix, $"--odx={Text(s.C)}", $"--ody={Text(s.F)}", "--background", "255", "--extend", "background",
                "--oarea", $"0 0 {Text(Straightening.Width)} {Text(Straightening.Height)}") is null) return null;
        }
        else if (await tools.Run("vips", cancel, "thumbnail", scan, laid, Text(Straightening.Height), "--height", Text(Straightening.Height), "--size", "down") is null) return null;

        return await tools.Run("vips", cancel, "colourspace", laid, grey, "b-w") is not null
            && await tools.Run("vips", cancel, "gaussblur", grey, paper, Paper, "--precision", "approximate") is not null
            && await tools.Run("vips", cancel, "divide", grey, paper, flat) is not null
            && await tools.Run("vips", cancel, "linear", flat, page, White, "0", "--uchar") is not null && File.Exists(page) ? page : null;
    }

    private async Task Keep(string page, string hash, CancellationToken cancel)
    {
        var to = LegibleOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var made = $"{to}.{RandomNumberGenerator.GetHexString(16)}.webp";
        if (await tools.Run("vips", cancel, "webpsave", page, made, "--Q", "70") is not null && File.Exists(made)) File.Move(made, to, overwrite: true);
    }

    private async Task<GreyPicture?> Grey(string page, Func<string, string> inFolder, CancellationToken cancel)
    {
        var file = inFolder("page.pgm");
        return await tools.Run("vips", cancel, "extract_band", page, file, "0") is not null && File.Exists(file)
            ? GreyPicture.Read(await File.ReadAllBytesAsync(file, cancel)) : null;
    }

    // Where no code could be read, what is printed large beside it.
    private async Task<string?> PrintedFolio(string picture, CancellationToken cancel)
    {
        if (!tools.Has("tesseract")) return null;

        var folder = Directory.CreateTempSubdirectory("atiende-text-");
        try
        {
            var readable = Path.Combine(folder.FullName, "page.png");
            if (await tools.Run("vips", cancel, "copy", picture, readable) is null || !File.Exists(readable)) readable = picture;
            var text = await tools.Run("tesseract", cancel, readable, "stdout", "--psm", "11");
            return text is not null && Folio().Match(text) is { Success: true } found ? found.Groups[1].Value : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"FOLIO\s+(\d{3,12})", RegexOptions.IgnoreCase)]
    private static partial Regex Folio();
}

/// <summary>What was read of a photograph.</summary>
/// <param name="Code">What its codes say; null where none could be read.</param>
/// <param name="Suggested">What is ticked, by field.</param>
/// <param name="Printed">The folio by its printed digits, where no code could be read: a suggestion.</param>
internal sealed record PhotoReading(SheetCode? Code, IReadOnlyDictionary<string, string> Suggested, string? Printed);

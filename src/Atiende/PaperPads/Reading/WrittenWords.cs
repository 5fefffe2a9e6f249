using System.Globalization;
using System.Text.RegularExpressions;
using Atiende.PaperPads.Printing;
using Atiende.Procedures.Language;

namespace Atiende.PaperPads.Reading;

/// <summary>
/// What stands typed or printed in the fields of a straightened page, by Debian's tesseract where it is installed. Always a suggestion: it is
/// kept apart from what is ticked, and a person takes it or does not. Handwriting it reads badly, and mostly says so; what it doubts is left out.
/// </summary>
internal sealed partial class WrittenWords(PhotoTools tools)
{
    // Letters of 8 to 10 points want 300 in an inch; the page has 150.
    private const int Larger = 2;

    // Of a hundred: a word that it doubts is left out, and a field that it doubts altogether too.
    private const double WordSure = 55;
    private const double FieldSure = 75;

    // A field with less ink than this part of it is empty.
    private const double InkLeast = 0.002;
    private const byte White = 255;

    // The folio is printed large.
    private const string FolioSide = "1750";

    // The label stands at the top of its field; frames are left out.
    private const double Label = 4.3;
    private const double Frame = 0.7;

    // Longer than any line that a sheet has room for.
    private const int LettersMost = 2000;

    /// <summary>The words of each field in which it is sure of some, by field.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Read(GreyPicture page, SheetLayout layout, Func<string, string> inFolder, CancellationToken cancel)
    {
        var below = Ticks.InkBelow(page);
        var areas = layout.Fields.Where(f => f.Boxes.Count == 0 && !f.Filled && f.Field.Type is not FieldKind.YesNo).Select(f => (f.Field.Id.Value, Area: AreaOf(f))).Where(f => HasInk(page, f.Area, below)).ToList();
        if (areas.Count == 0 || !tools.Has("tesseract")) return new Dictionary<string, string>();

        // Only what is written: labels and frames would be read too.
        var (written, larger) = (inFolder("written.pgm"), inFolder("written.png"));
        await Only(page, [.. areas.Select(a => a.Area)]).Save(written, cancel);
        if (await tools.Run("vips", cancel, "resize", written, larger, Larger.ToString(CultureInfo.InvariantCulture), "--kernel", "cubic") is null || !File.Exists(larger)) return new Dictionary<string, string>();

        var said = await tools.Run("tesseract", cancel, larger, "stdout", "-l", tools.Language, "--dpi", "300", "--psm", "11", "tsv");
        return said is null ? new Dictionary<string, string>() : Sort(said, areas);
    }

    /// <summary>Where no code could be read: the folio by the digits that are printed large beside it; null where they are not found.</summary>
    public async Task<string?> Folio(string picture, CancellationToken cancel)
    {
        if (!tools.Has("tesseract")) return null;

        var folder = Directory.CreateTempSubdirectory("atiende-text-");
        try
        {
            var readable = Path.Combine(folder.FullName, "page.png");
            if (await tools.Run("vips", cancel, "thumbnail", picture, readable, FolioSide, "--height", FolioSide, "--size", "down") is null || !File.Exists(readable)) readable = picture;
            var text = await tools.Run("tesseract", cancel, readable, "stdout", "-l", tools.Language, "--psm", "11");
            return text is not null && Printed().Match(text) is { Success: true } found ? found.Groups[1].Value : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A line a word: level, page, block, paragraph, line, word, left, top, width, height, how sure, text.
    private static Dictionary<string, string> Sort(string said, IReadOnlyList<(string Field, Area Area)> areas)
    {
        var words = new Dictionary<string, List<(double Top, double Left, double Height, double Sure, string Text)>>(StringComparer.Ordinal);
        foreach (var line in said.Split('\n'))
        {
            if (line.TrimEnd('\r').Split('\t') is not ["5", _, _, _, _, _, var left, var top, var width, var height, var sure, var text] || string.IsNullOrWhiteSpace(text)) continue;
            if (!Number(left, out var x) || !Number(top, out var y) || !Number(width, out var w) || !Number(height, out var h) || !Number(sure, out var certain)) continue;

            var (middleX, middleY) = ((x + (w / 2)) / Larger, (y + (h / 2)) / Larger);
            if (areas.FirstOrDefault(a => a.Area.Holds(middleX, middleY)) is { Field: { } field })
            {
                if (!words.TryGetValue(field, out var list)) words[field] = list = [];
                list.Add((y, x, h, certain, text.Trim()));
            }
        }

        return words.Where(f => f.Value.Average(w => w.Sure) >= FieldSure && f.Value.All(w => w.Sure >= WordSure))
            .Select(f => (f.Key, Text: string.Join(' ', InOrder(f.Value)))).Where(f => f.Text.Length is > 0 and <= LettersMost).ToDictionary(f => f.Key, f => f.Text, StringComparer.Ordinal);
    }

    // Line after line, as one reads: words whose tops are less than half a letter apart stand on one line.
    private static IEnumerable<string> InOrder(List<(double Top, double Left, double Height, double Sure, string Text)> words)
    {
        var lines = new List<List<(double Top, double Left, double Height, double Sure, string Text)>>();
        foreach (var word in words.OrderBy(w => w.Top + (w.Height / 2)))
        {
            if (lines is [.., var last] && word.Top + (word.Height / 2) - last.Average(w => w.Top + (w.Height / 2)) < Math.Max(word.Height, last.Max(w => w.Height)) / 2) last.Add(word);
            else lines.Add([word]);
        }

        return lines.SelectMany(line => line.OrderBy(w => w.Left)).Select(w => w.Text);
    }

    private static bool HasInk(GreyPicture page, Area area, int below)
    {
        var ink = 0;
        for (var y = area.Top; y < area.Bottom; y++)
            for (var x = area.Left; x < area.Right; x++)
                if (page[x, y] < below) ink++;
        return ink > InkLeast * (area.Right - area.Left) * (area.Bottom - area.Top);
    }

    private static GreyPicture Only(GreyPicture page, IReadOnlyList<Area> areas)
    {
        var only = new byte[page.Width * page.Height];
        Array.Fill(only, White);
        foreach (var area in areas)
            for (var y = area.Top; y < area.Bottom; y++)
                for (var x = area.Left; x < area.Right; x++) only[(y * page.Width) + x] = page[x, y];
        return new(page.Width, page.Height, only, 0);
    }

    private static Area AreaOf(SheetField field)
    {
        static int Pixel(double millimetres, int most) => Math.Clamp((int)Math.Round(millimetres * Straightening.PixelsPerMillimetre), 0, most);
        return new(
            Pixel(field.X + Frame, Straightening.Width), Pixel(field.Y + Label, Straightening.Height),
            Pixel(field.X + field.Width - Frame, Straightening.Width), Pixel(field.Y + field.Height - Frame, Straightening.Height));
    }

    private static bool Number(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    // The digits stand alone on a line under the word; scattered text is read line by line over the page, so a heading may come between.
    [GeneratedRegex(@"FOLIO\s+(?:[^\d\n]+\n\s*){0,3}(\d{3,12})\s*$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Printed();

    private sealed record Area(int Left, int Top, int Right, int Bottom)
    {
        public bool Holds(double x, double y) => x >= Left && x < Right && y >= Top && y < Bottom;
    }
}

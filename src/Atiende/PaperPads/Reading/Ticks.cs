using System.Text;
using Atiende.PaperPads.Printing;

namespace Atiende.PaperPads.Reading;

/// <summary>Looks into the boxes of a straightened page for ink. What it finds are suggestions: a person decides.</summary>
internal static class Ticks
{
    // Of a box its frame and what may lie askew are left out; this much of its side is looked at.
    private const double Inside = 0.6;

    // Ink is what is darker than paper by this part of what the page's own print is: in a faint photograph both are pale.
    private const double InkPart = 0.36;
    private const double DarkestPart = 0.005;
    private const double MiddlePart = 0.5;

    // How much of a box must be ink, and how much more than of any other box.
    private const double Marked = 0.08;
    private const double Clearly = 2.0;

    /// <summary>The choice whose box alone is ticked, by field.</summary>
    public static IReadOnlyDictionary<string, string> Read(GreyPicture page, SheetLayout layout)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var below = InkBelow(page);
        foreach (var field in layout.Fields.Where(f => f.Boxes.Count > 0))
        {
            var marks = field.Boxes.Select(box => (box.Value, Ink: InkOf(page, box, below))).OrderByDescending(m => m.Ink).ToList();
            if (marks[0].Ink >= Marked && (marks.Count == 1 || marks[0].Ink >= Clearly * marks[1].Ink)) found[field.Field.Id] = marks[0].Value;
        }

        return found;
    }

    /// <summary>What is darker than this is ink on a page that was made legible.</summary>
    public static int InkBelow(GreyPicture page)
    {
        var counts = new long[256];
        for (var y = 0; y < page.Height; y++)
            for (var x = 0; x < page.Width; x++) counts[page[x, y]]++;

        int At(double part)
        {
            var left = (long)(part * page.Width * page.Height);
            var level = 0;
            while (level < 255 && (left -= counts[level]) >= 0) level++;
            return level;
        }

        var (dark, paper) = (At(DarkestPart), At(MiddlePart));
        return (int)(paper - (InkPart * (paper - dark)));
    }

    private static double InkOf(GreyPicture page, SheetBox box, int below)
    {
        var edge = box.Side * (1 - Inside) / 2;
        int Pixel(double millimetres) => (int)Math.Round(millimetres * Straightening.PixelsPerMillimetre);
        var (left, top, right, bottom) = (Pixel(box.X + edge), Pixel(box.Y + edge), Pixel(box.X + box.Side - edge), Pixel(box.Y + box.Side - edge));
        var (ink, all) = (0, 0);
        for (var y = Math.Max(0, top); y < Math.Min(page.Height, bottom); y++)
            for (var x = Math.Max(0, left); x < Math.Min(page.Width, right); x++)
            {
                all++;
                if (page[x, y] < below) ink++;
            }

        return all == 0 ? 0 : (double)ink / all;
    }
}

/// <summary>A picture in shades of grey, a byte a pixel.</summary>
internal sealed class GreyPicture(int width, int height, byte[] pixels, int from)
{
    public int Width => width;

    public int Height => height;

    public byte this[int x, int y] => pixels[from + (y * width) + x];

    /// <summary>Writes it as such a file.</summary>
    public async Task Save(string path, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"P5\n{Width} {Height}\n255\n")), cancel);
        await file.WriteAsync(pixels.AsMemory(from, Width * Height), cancel);
    }

    /// <summary>Reads a PGM file with bytes (P5); null for anything else.</summary>
    public static GreyPicture? Read(byte[] file)
    {
        var at = 0;
        string Word()
        {
            while (at < file.Length && char.IsWhiteSpace((char)file[at])) at++;
            if (at < file.Length && file[at] == '#')
            {
                while (at < file.Length && file[at] != '\n') at++;
                return Word();
            }

            var start = at;
            while (at < file.Length && !char.IsWhiteSpace((char)file[at])) at++;
            return Encoding.ASCII.GetString(file, start, at - start);
        }

        if (Word() != "P5" || !int.TryParse(Word(), out var width) || !int.TryParse(Word(), out var height) || Word() != "255") return null;

        at++; // One white space, then the pixels.
        return width > 0 && height > 0 && file.Length - at >= (long)width * height ? new(width, height, file, at) : null;
    }
}

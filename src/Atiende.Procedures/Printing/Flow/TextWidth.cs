using System.Globalization;
using System.Text;

namespace Atiende.Procedures.Printing.Flow;

/// <summary>How wide text is, by the widths of Helvetica, so that a drawing can be laid out without a browser.</summary>
internal static class TextWidth
{
    // Adobe's font metrics of Helvetica, from the space to the tilde, in thousandths of the size.
    private static readonly int[] Helvetica =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    // The screens' font is a little wider than Helvetica.
    private const double Wider = 1.08;
    private const int Other = 600;

    /// <summary>The width of a text of this size.</summary>
    public static double Of(string text, double size) =>
        text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            .Sum(c => c is >= ' ' and <= '~' ? Helvetica[c - ' '] : Other) * size * Wider / 1000;

    /// <summary>The text in lines of at most this width; a word that is too long for one is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Cut(w, size, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, size) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private static IEnumerable<string> Cut(string word, double size, double width)
    {
        while (word.Length > 1 && Of(word, size) > width)
        {
            var fits = word.Length - 1;
            while (fits > 1 && Of(word[..fits], size) > width) fits--;
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }
}

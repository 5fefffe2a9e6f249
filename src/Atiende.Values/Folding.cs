using System.Globalization;
using System.Text;

namespace Atiende.Values;

/// <summary>Text as people compare it: without regard to case, accents or runs of white space.</summary>
public static class Folding
{
    /// <summary>Lower case, no combining marks, white space collapsed; "  Peñón  ALTO" becomes "penon alto".</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";

        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text.Trim()))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;

            if (!char.IsWhiteSpace(c)) folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>Whether two texts are the same to a reader: see <see cref="Fold"/>.</summary>
    public static bool Same(string? one, string? other) =>
        string.Equals(Fold(one), Fold(other), StringComparison.Ordinal);

    /// <summary>An identifier for file names and urls: folded, anything but letters and digits a dash.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in Fold(text))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, or a code point that is no character, folds to nothing.
            return string.Concat(text.Where(c => !char.IsSurrogate(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.OtherNotAssigned))
                .Normalize(NormalizationForm.FormD);
        }
    }
}

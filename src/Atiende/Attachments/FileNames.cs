using System.Globalization;
using System.Text;

namespace Atiende.Attachments;

/// <summary>Names of files as senders give them, made fit to be shown and to be saved under.</summary>
internal static class FileNames
{
    /// <summary>Longest name, in characters.</summary>
    public const int Longest = 120;

    private const string Unnamed = "archivo";

    /// <summary>The name alone: no path, no control or direction characters, nothing that a file system or page takes for more than a letter.</summary>
    public static string Tidy(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1].Normalize(NormalizationForm.FormC);
        var letters = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune == Rune.ReplacementChar) continue;

            letters.Append("<>:\"|?*&;'`".Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString());
        }

        var name = string.Join(' ', letters.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        return name.Length == 0 ? Unnamed : Cut(name, Longest);
    }

    /// <summary>The name with the extension of what the file really is.</summary>
    public static string WithExtension(string name, IReadOnlyList<string> extensions)
    {
        var own = Path.GetExtension(name);
        if (extensions.Contains(own, StringComparer.OrdinalIgnoreCase)) return name;

        // What follows the last point is a word of the name where it is no extension of a few letters.
        var stem = own.Length is > 1 and <= 5 ? Path.GetFileNameWithoutExtension(name) : name;
        return Cut(stem.Length == 0 ? Unnamed : stem, Longest - extensions[0].Length) + extensions[0];
    }

    private static string Cut(string name, int most)
    {
        if (name.Length <= most) return name;

        var extension = Path.GetExtension(name) is { Length: <= 6 } short6 ? short6 : "";
        var end = most - extension.Length;
        if (char.IsHighSurrogate(name[end - 1])) end--;
        return name[..end] + extension;
    }
}

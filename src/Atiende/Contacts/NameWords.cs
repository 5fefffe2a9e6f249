using System.Text;
using Atiende.Values;

namespace Atiende.Contacts;

/// <summary>The words by which names are found: folded, letters and digits only.</summary>
internal static class NameWords
{
    // Words of a name, and of a search, that are looked at.
    private const int Most = 12;

    /// <summary>The words of a name or of a search, each once.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Folding.Fold(text) + " ")
        {
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.Length > ContactTables.WordLength ? word.ToString(0, ContactTables.WordLength) : word.ToString());
                word.Clear();
            }
        }

        return [.. words.Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>The end of the range of words that begin so: no letter or digit sorts after it.</summary>
    public static string EndOf(string prefix) => prefix + "\uffff";

    /// <summary>A name as a list shows it: masked, but for the words that were searched whole.</summary>
    public static string Masked(string? name, IReadOnlyCollection<string> searched) => string.Join(' ',
        (name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => searched.Contains(Folding.Fold(word)) ? word : Masking.Name(word)));
}

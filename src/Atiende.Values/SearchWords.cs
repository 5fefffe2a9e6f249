using System.Collections.Frozen;
using System.Text;

namespace Atiende.Values;

/// <summary>The words under which a text is found: without case and accents, without endings of plural and gender, without those that say nothing.</summary>
public static class SearchWords
{
    /// <summary>Longest word; more of it is cut off, in what is kept and in what is asked alike.</summary>
    public const int Longest = 40;

    // Articles, prepositions, pronouns and the forms of ser, estar and haber that nearly every text has; folded.
    private static readonly FrozenSet<string> Empty = FrozenSet.ToFrozenSet(
    [
        "a", "al", "ante", "aquel", "aquella", "asi", "aun", "bajo", "cada", "como", "con", "contra", "cual", "cuando", "de", "del", "desde", "donde", "e", "el",
        "ella", "ellas", "ellos", "en", "entre", "era", "eran", "es", "esa", "ese", "eso", "esos", "esas", "esta", "estas", "este", "esto", "estos", "estan", "fue",
        "fueron", "ha", "habia", "han", "hasta", "hay", "he", "la", "las", "le", "les", "lo", "los", "mas", "me", "mi", "mis", "muy", "ni", "no", "nos", "o", "para",
        "pero", "por", "porque", "que", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "tambien", "tan", "te", "tiene", "tu", "un", "una", "unas", "uno", "unos",
        "y", "ya", "yo",
    ], StringComparer.Ordinal);

    /// <summary>The text's words as they are kept and compared, each once, in the text's order.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        var words = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var c in Folding.Fold(text))
        {
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else End();
        }

        End();
        return words;

        void End()
        {
            if (Word(word.ToString()) is { } kept && seen.Add(kept)) words.Add(kept);
            word.Clear();
        }
    }

    // A number is the same with and without noughts before it: 000123 on a folio is typed as 123.
    private static string? Word(string word)
    {
        if (word.Length == 0 || Empty.Contains(word)) return null;

        var kept = word.All(char.IsAsciiDigit) ? word.TrimStart('0') is { Length: > 0 } number ? number : "0" : SpanishStemmer.Stem(word);
        return kept.Length > Longest ? kept[..Longest] : kept;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace Atiende.Procedures.Walking;

/// <summary>Words with {placeholders}.</summary>
public static partial class Template
{
    /// <summary>The words with what is known in the places.</summary>
    public static string Fill(string words, FactBase facts) => Fill(words, path => facts[path]?.ToText());

    /// <summary>The words with each placeholder answered; what is not known becomes empty.</summary>
    public static string Fill(string words, Func<string, string?> answer)
    {
        if (!words.Contains('{', StringComparison.Ordinal)) return words;

        var filled = new StringBuilder(words.Length + 32);
        var from = 0;
        foreach (var place in Placeholder().EnumerateMatches(words))
        {
            filled.Append(words, from, place.Index - from);
            filled.Append(answer(words.Substring(place.Index + 1, place.Length - 2)));
            from = place.Index + place.Length;
        }

        return filled.Append(words, from, words.Length - from).ToString();
    }

    /// <summary>The placeholders named in the words.</summary>
    public static IEnumerable<string> Names(string words) => Placeholder().Matches(words).Select(m => m.Value[1..^1]);

    /// <summary>The fact's name, where the words are one placeholder and nothing else.</summary>
    public static string? Only(string words) =>
        words.Length > 2 && words[0] == '{' && words[^1] == '}' && words.IndexOf('}', StringComparison.Ordinal) == words.Length - 1
            ? words[1..^1] : null;

    [GeneratedRegex(@"\{[\p{L}\p{N}_.:\-]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

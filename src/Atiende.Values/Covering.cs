using System.Text.RegularExpressions;

namespace Atiende.Values;

/// <summary>Covers personal data in free text, for those who must read what was said and not of whom.</summary>
/// <remarks>
/// Covered are mail addresses, numbers long enough for an identity document or a telephone, and the words of what is known of the people
/// concerned. A third person's name, which nobody told the system of, it cannot know.
/// </remarks>
public static partial class Covering
{
    /// <summary>What stands in the place of what was covered.</summary>
    public const string Cover = "▒▒▒";

    // A shorter word covers too much of what is said.
    private const int ShortestWord = 3;

    // Words in names that say nothing of whose they are.
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "del", "las", "los", "san", "santa", "von", "van", "der" };

    /// <summary>The text with its personal data covered.</summary>
    /// <param name="text">As somebody wrote it.</param>
    /// <param name="known">What is known of the people it may speak of: names, documents, mails, telephones.</param>
    public static string Of(string text, IEnumerable<string> known)
    {
        var words = known.SelectMany(value => Word().Matches(value)).Select(word => Folding.Fold(word.Value))
            .Where(word => word.Length >= ShortestWord && !Particles.Contains(word)).ToHashSet(StringComparer.Ordinal);
        var covered = Mail().Replace(text, Cover);
        covered = Number().Replace(covered, number => Day().IsMatch(number.Value) ? number.Value : Cover);
        return Word().Replace(covered, word => words.Contains(Folding.Fold(word.Value)) ? Cover : word.Value);
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+")]
    private static partial Regex Mail();

    // Seven digits or more, however they are spaced, with a check letter; not the digits of a folio such as PAE-2026-000123.
    [GeneratedRegex(@"(?<![\w-])\+?\(?\d(?:[\s.()-]{0,2}\d){6,}(?:-?[kK])?(?!\w)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})$")]
    private static partial Regex Day();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;

namespace Atiende.Values.Fields;

/// <summary>Patterns of packs: matched whole, in time linear in the text, so that none can hang a server.</summary>
public static class FieldPattern
{
    // Without backtracking .NET takes no lookaround, back-references or atomic groups: the price of linear time.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Whether the whole text matches a pattern that has no problem.</summary>
    public static bool Matches(string pattern, string text) => Regex.IsMatch(text, $@"\A(?:{pattern})\z", Options);

    /// <summary>Why a pattern can't be used, or null when it can: for the checking of packs.</summary>
    public static FieldProblem? ProblemOf(string pattern)
    {
        try
        {
            _ = new Regex(pattern, Options);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return new("pattern.form", $"El patrón no sirve: {fault.Message}", $"The pattern can't be used: {fault.Message}");
        }
    }
}

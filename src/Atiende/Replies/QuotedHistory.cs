using System.Text.RegularExpressions;

namespace Atiende.Replies;

/// <summary>Cuts off what a mail answers to, as the usual programs quote it in Spanish and English. Answers written between quoted lines stay.</summary>
internal static partial class QuotedHistory
{
    // Lines over which "El lun, 2 nov 2026 … escribió:" may be broken.
    private const int Broken = 3;

    // Lines of a header block quoted as text.
    private const int HeaderLines = 5;

    /// <summary>The text up to what it quotes, without signature.</summary>
    public static string Cut(string text)
    {
        var lines = text.Split('\n');
        var end = Enumerable.Range(0, lines.Length).FirstOrDefault(at => Begins(lines, at), lines.Length);
        while (end > 0 && (lines[end - 1].Length == 0 || lines[end - 1].StartsWith('>'))) end--;
        return string.Join('\n', lines.Take(end)).Trim();
    }

    private static bool Begins(string[] lines, int at)
    {
        var line = lines[at].Trim();
        if (line is "--" && lines[at] is "--" or "-- ") return true;
        if (Separator().IsMatch(line)) return true;
        if (HeaderName().IsMatch(line) && lines.Skip(at + 1).Take(HeaderLines).Count(l => OtherHeaderName().IsMatch(l.Trim())) >= 2) return true;
        return Opening().IsMatch(line) && Enumerable.Range(1, Broken).Any(n => at + n <= lines.Length && Introduces(string.Join(' ', lines[at..(at + n)].Select(l => l.Trim()))));
    }

    private static bool Introduces(string line) => line.Length < 400 && Introduction().IsMatch(line);

    [GeneratedRegex(@"^(-{2,}\s*(mensaje original|original message|mensaje reenviado|forwarded message|mensagem original)\s*-{2,}|_{20,})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\*?(De|From):\*?\s", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^\*?(Enviado|Enviado el|Sent|Fecha|Date|Para|To|Asunto|Subject|CC?):\*?\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherHeaderName();

    [GeneratedRegex(@"^(El|On|Em)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(El|On|Em)\s.*\d.*(escribió|escribio|wrote|escreveu):$", RegexOptions.CultureInvariant)]
    private static partial Regex Introduction();
}

using System.Text;

namespace Atiende.Values.Fields;

/// <summary>Reads lines, texts, keyed digits and the ids of stored files.</summary>
internal static class TextReader
{
    private const int LineMax = 500;
    private const int TextMax = 20_000;

    public static FieldReading Read(FieldRule rule, string raw)
    {
        var several = rule.Type == FieldType.LongText;
        var text = raw.ReplaceLineEndings("\n").Trim();
        if (text.Any(c => char.IsControl(c) && !(several && c is '\n' or '\t')))
            return FieldReading.Refused("text.characters",
                several ? "El texto tiene caracteres que no se pueden guardar: escríbalo de nuevo." : "Escriba el texto en una sola línea.",
                several ? "The text has characters that can't be kept: type it again." : "Write the text on one line.");
        text = text.Normalize(NormalizationForm.FormC);
        if (rule.Type == FieldType.Digits)
        {
            text = string.Concat(text.Where(c => c is not (' ' or '-')));
            if (!text.All(c => char.IsAsciiDigit(c) || c is '*' or '#'))
                return FieldReading.Refused("digits.characters", "Solo van números (y * o #).", "Only digits go here (and * or #).");
        }

        return ProblemOf(rule, text) is { } problem ? FieldReading.Refused(problem) : FieldReading.Of(Datum.Of(text));
    }

    private static FieldProblem? ProblemOf(FieldRule rule, string text)
    {
        var most = rule.MaxLength ?? (rule.Type == FieldType.LongText ? TextMax : LineMax);
        var length = text.EnumerateRunes().Count();
        if (length < rule.MinLength)
            return new("text.short", $"Tiene {length} caracteres: escriba al menos {rule.MinLength}.",
                $"It has {length} characters: write at least {rule.MinLength}.");
        if (length > most)
            return new("text.long", $"Tiene {length} caracteres: deje a lo más {most}.", $"It has {length} characters: leave {most} at most.");
        if (rule.Pattern is null || FieldPattern.Matches(rule.Pattern, text))
            return null;
        return rule.PatternHelp is { } help
            ? new("text.pattern", $"No tiene la forma pedida: {help}", $"It has not the form asked for: {help}")
            : new("text.pattern", "No tiene la forma pedida: revíselo.", "It has not the form asked for: check it.");
    }

    /// <summary>Whether it can be stored: half of a surrogate pair is no UTF-8, a noncharacter (Unicode 23.7) no text, and normalising throws on them.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done || IsNoncharacter(rune.Value))
                return false;
            rest = rest[used..];
        }

        return true;
    }

    private static bool IsNoncharacter(int code) => (code & 0xFFFE) == 0xFFFE || code is >= 0xFDD0 and <= 0xFDEF;
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Atiende.Values.Fields;

/// <summary>
/// Reads numbers with comma or point. Two different signs: the last is the decimal one. One sign, more than once: thousands.
/// One sign once: decimal, unless just three digits follow ("1.500"): then the country's custom decides, and where
/// no country is known it is asked again rather than guessed.
/// </summary>
internal static partial class NumberReader
{
    public static FieldReading Read(FieldRule rule, string raw)
    {
        var text = string.Concat(raw.Where(c => !char.IsWhiteSpace(c))).Replace('−', '-');
        if (rule.Type == FieldType.Amount)
            text = Currency().Replace(text, "$1");
        if (!Form().IsMatch(text))
            return FieldReading.Refused("number.form", "Escriba un número, como 1250 o 1250,50.", "Write a number, as in 1250 or 1250.50.");
        if (Plain(text, rule) is not { } plain)
            return FieldReading.Refused("number.ambiguous",
                "No se sabe si el signo separa miles o decimales: escríbalo sin separar miles, como 1500 o 1500,00.",
                "It is not clear whether the sign parts thousands or decimals: write it without parting thousands, as in 1500 or 1500.00.");
        if (plain.Length == 0)
            return FieldReading.Refused("number.thousands", "Los miles van de tres en tres, como 1.250.000.", "Thousands go by threes, as in 1,250,000.");
        var number = decimal.Parse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return ProblemOf(rule, plain, number) is { } problem ? FieldReading.Refused(problem) : FieldReading.Of(Datum.Of(number));
    }

    private static FieldProblem? ProblemOf(FieldRule rule, string plain, decimal number)
    {
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : plain[(point + 1)..].TrimEnd('0').Length;
        if (rule.Type == FieldType.Integer && decimals > 0)
            return new("number.whole", "Escriba un número entero, sin decimales.", "Write a whole number, without decimals.");
        if (rule.Type == FieldType.Amount && decimals > 2)
            return new("number.cents", "Un monto lleva a lo más dos decimales.", "An amount has two decimals at most.");
        if (number < rule.Min)
            return new("number.range", $"Debe ser {Text(rule.Min)} o más.", $"It must be {Text(rule.Min)} or more.");
        return number > rule.Max
            ? new("number.range", $"Debe ser {Text(rule.Max)} o menos.", $"It must be {Text(rule.Max)} or less.")
            : null;
    }

    // The number as .NET writes it; null when the sign is ambiguous, empty when thousands do not go by threes.
    private static string? Plain(string text, FieldRule rule)
    {
        var last = text.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return text;
        var (sign, other) = text[last] == ',' ? (',', '.') : ('.', ',');
        var (whole, asDecimal) = (text[..last], $"{Without(text[..last])}.{text[(last + 1)..]}");
        if (whole.Contains(other, StringComparison.Ordinal))
            return !whole.Contains(sign, StringComparison.Ordinal) && Groups().IsMatch(whole) ? asDecimal : "";
        if (whole.Contains(sign, StringComparison.Ordinal))
            return Groups().IsMatch(text) ? Without(text) : "";
        if (!Groups().IsMatch(text))
            return asDecimal;
        if (rule.Type == FieldType.Integer)
            return Without(text);
        return ThousandsSign(rule.Country) is not { } thousands ? null : thousands == sign ? Without(text) : asDecimal;
    }

    private static string Without(string text) => string.Concat(text.Where(c => c is not ('.' or ',')));

    // CLDR: es-SV writes 1,500.00; es-BO and es-CL write 1.500,00.
    private static char? ThousandsSign(string? country) => country?.ToUpperInvariant() switch
    {
        "SV" => ',',
        "BO" or "CL" => '.',
        _ => null,
    };

    private static string Text(decimal? number) => number!.Value.ToString("0.############", CultureInfo.InvariantCulture);

    // Up to 25 characters, which decimal (28 digits) always holds.
    [GeneratedRegex(@"\A(?=.{1,25}\z)-?[0-9]+(?:[.,][0-9]+)*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A-?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+\z")]
    private static partial Regex Groups();

    [GeneratedRegex(@"\A(-?)(?:US\$|USD|CLP|BOB|Bs\.?|\$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Currency();
}

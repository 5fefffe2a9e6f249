using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Atiende.Values.Folios;

/// <summary>What a folio says: its number, and the year and month where the pattern has them.</summary>
public sealed record Folio(long Number, int? Year, int? Month);

/// <summary>
/// The pattern of folios: <c>PAE-{year}-{number:000000}</c>. <c>{number}</c> stands once, with as many zeros as places
/// (a longer number takes more); <c>{year}</c> and <c>{month}</c> are four and two digits.
/// </summary>
public sealed partial class FolioFormat
{
    private readonly Regex _reader;
    private readonly string _composite;

    private FolioFormat(string pattern, string composite, Regex reader) =>
        (Pattern, _composite, _reader) = (pattern, composite, reader);

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; }

    /// <summary>Whether the year is in the folio, so that numbers may begin again each year.</summary>
    public bool HasYear => Pattern.Contains("{year}", StringComparison.Ordinal);

    /// <summary>Whether the month is in the folio, so that numbers may begin again each month.</summary>
    public bool HasMonth => Pattern.Contains("{month}", StringComparison.Ordinal);

    /// <summary>Reads a pattern.</summary>
    public static bool TryParse(
        string? pattern, [NotNullWhen(true)] out FolioFormat? format, [NotNullWhen(false)] out FieldProblem? problem)
    {
        format = null;
        problem = null;
        var text = (pattern ?? "").Trim();
        var parts = Part().Matches(text);
        var names = parts.Select(part => part.Groups["name"].Value).Where(name => name.Length > 0).ToList();
        if (parts.Sum(part => part.Length) != text.Length)
            problem = new("folio.pattern", "El patrón de folio admite letras, números, espacios, - . / y {year}, {month}, {number:0000}.",
                "A folio pattern takes letters, digits, spaces, - . / and {year}, {month}, {number:0000}.");
        else if (names.Count(name => name == "number") != 1 || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            problem = new("folio.number", "El patrón de folio lleva {number} una vez, y {year} y {month} a lo más una.",
                "A folio pattern has {number} once, and {year} and {month} at most once.");
        else if (names.Contains("month") && !names.Contains("year"))
            problem = new("folio.month", "Un patrón de folio con {month} lleva también {year}: si no, se repetiría cada año.",
                "A folio pattern with {month} has {year} too: it would repeat each year.");
        else
            format = Build(text, parts);
        return format is not null;
    }

    /// <summary>The folio of a number given on a date.</summary>
    public string Format(long number, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return string.Format(CultureInfo.InvariantCulture, _composite, number, date.Year, date.Month);
    }

    /// <summary>Reads a folio that someone typed: case, and zeros left out before the number, are forgiven.</summary>
    public bool TryRead(string? text, [NotNullWhen(true)] out Folio? folio)
    {
        var match = _reader.Match((text ?? "").Trim());
        folio = match.Success
            && long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ValueOf(match, "month") is null or (>= 1 and <= 12)
            ? new(number, ValueOf(match, "year"), ValueOf(match, "month"))
            : null;
        return folio is not null;
    }

    private static FolioFormat Build(string text, MatchCollection parts)
    {
        var composite = new StringBuilder();
        var reader = new StringBuilder(@"\A");
        foreach (Match part in parts)
        {
            var (format, pattern) = part.Groups["name"].Value switch
            {
                "number" => ($"{{0:{(part.Groups["zeros"].Length > 0 ? part.Groups["zeros"].Value : "0")}}}", "(?<number>[0-9]{1,18})"),
                "year" => ("{1:0000}", "(?<year>[0-9]{4})"),
                "month" => ("{2:00}", "(?<month>[0-9]{2})"),
                _ => (part.Value, Regex.Escape(part.Value)),
            };
            composite.Append(format);
            reader.Append(pattern);
        }

        return new(text, composite.ToString(),
            new(reader.Append(@"\z").ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));
    }

    private static int? ValueOf(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\G(?:\{(?<name>number)(?::(?<zeros>0{1,18}))?\}|\{(?<name>year|month)\}|[\p{L}0-9 ./-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}

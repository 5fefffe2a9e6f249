using System.Collections.Immutable;
using System.Globalization;
using Atiende.Cases;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Contract;

/// <summary>Which figures are asked for, as an address says it and says it again: <c>?period=2026-11&amp;party=JUNAEB&amp;f.motivo=Reclamo</c>.</summary>
public sealed record ContractAsk(ContractPeriod Period)
{
    private const string Field = "f.";

    /// <summary>The institution, where one of several was chosen; empty for all that one may read.</summary>
    public string Party { get; init; } = "";

    /// <summary>Values of fields.</summary>
    public ImmutableSortedDictionary<string, string> Where { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How cases stand.</summary>
    public ContractStanding? Standing { get; init; }

    /// <summary>The indicator whose cases are meant, by id.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>Reads an address's query; what it does not understand it leaves out, and the period is then this month.</summary>
    public static ContractAsk Read(IEnumerable<KeyValuePair<string, StringValues>> query, LocalDate today)
    {
        var given = query.GroupBy(q => q.Key, StringComparer.Ordinal).ToDictionary(q => q.Key, q => q.Last().Value.ToString(), StringComparer.Ordinal);
        return new(ContractPeriod.Read(given.GetValueOrDefault("period"), today))
        {
            Party = given.GetValueOrDefault("party") ?? "",
            Standing = Enum.TryParse<ContractStanding>(given.GetValueOrDefault("standing")?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var standing)
                && Enum.IsDefined(standing) ? standing : null,
            Indicator = given.GetValueOrDefault("indicator") ?? "",
            Where = given.Where(g => g.Key.StartsWith(Field, StringComparison.Ordinal)).ToImmutableSortedDictionary(g => g.Key[Field.Length..], g => g.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>The query of an address that asks for the same.</summary>
    public string Query() => string.Join('&', Parts().Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>The list of the cases behind a figure.</summary>
    public string Cases() => $"/institution/cases?{Query()}";

    /// <summary>Each part of the address.</summary>
    public IEnumerable<(string Name, string Value)> Parts()
    {
        yield return ("period", Period.Key);
        if (Party.Length > 0) yield return ("party", Party);
        if (Standing is { } standing) yield return ("standing", Shell.Texts.Kebab(standing.ToString()));
        if (Indicator.Length > 0) yield return ("indicator", Indicator);
        foreach (var (field, value) in Where) yield return (Field + field, value);
    }
}

/// <summary>A month, a year, or the last twelve months, on the organisation's clock.</summary>
/// <param name="Key">As an address says it: <c>2026-11</c>, <c>2026</c>, <c>last-12</c>.</param>
/// <param name="First">Its first month.</param>
/// <param name="Months">How many.</param>
public sealed record ContractPeriod(string Key, YearMonth First, int Months)
{
    /// <summary>The key of the last twelve months.</summary>
    public const string Last12 = "last-12";

    private static readonly YearMonthPattern Month = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Reads a key; this month where it is none.</summary>
    public static ContractPeriod Read(string? key, LocalDate today)
    {
        var now = today.ToYearMonth();
        if (key == Last12) return new(Last12, now.PlusMonths(-11), 12);
        if (key is { Length: 4 } && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 9000)
            return new(key, new YearMonth(year, 1), 12);

        return Of(key is not null && Month.Parse(key) is { Success: true, Value: var month } ? month : now);
    }

    /// <summary>A month.</summary>
    public static ContractPeriod Of(YearMonth month) => new(Month.Format(month), month, 1);

    /// <summary>From when to before when.</summary>
    public (DateTimeOffset From, DateTimeOffset To) In(DateTimeZone zone) => (Start(First, zone), Start(First.PlusMonths(Months), zone));

    private static DateTimeOffset Start(YearMonth month, DateTimeZone zone) => zone.AtStartOfDay(month.OnDayOfMonth(1)).ToDateTimeOffset().ToUniversalTime();
}

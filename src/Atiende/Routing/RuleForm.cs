using System.Collections.Immutable;
using System.Globalization;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Routing;

/// <summary>A rule as its form posts it.</summary>
internal static class RuleForm
{
    private const int NameMost = RoutingTables.NameLength;

    /// <summary>Ways in which a field is looked at: any value, one of, none of, given, not given, a range.</summary>
    public static IReadOnlyList<string> Modes { get; } = ["any", "is", "not", "given", "missing", "range"];

    /// <summary>The way in which a rule looks at a field.</summary>
    public static string ModeOf(StoredTest? test) => test switch
    {
        null => Modes[0],
        { AtLeast: not null } or { AtMost: not null } => Modes[5],
        { Exists: true } => Modes[3],
        { Exists: false } => Modes[4],
        { Not.Length: > 0 } => Modes[2],
        _ => Modes[1],
    };

    /// <summary>Reads it; an id that is there stays.</summary>
    public static StoredRule Read(IFormCollection form, RoutingTable table, StoredRule? before, IReadOnlyCollection<string> ids)
    {
        var name = Cut(form["name"]);
        return new()
        {
            Id = before?.Id ?? NewId(name, ids),
            Name = name,
            When = table.By.Select(by => (Field: by.Value, Test: Test(form, by))).Where(t => t.Test is not null)
                .ToImmutableSortedDictionary(t => t.Field, t => t.Test!),
            To = form["to"].ToString().Trim(),
            About = Cut(form["about"]) is { Length: > 0 } about ? about : null,
            Set = table.Sets.Select(s => (s.Value, Given: form[$"set.{s.Value}"].ToString().Trim())).Where(s => s.Given.Length > 0)
                .ToImmutableSortedDictionary(s => s.Value, s => Datum.Of(s.Given)),
            Due = Due(form),
            Off = before?.Off ?? false,
        };
    }

    private static StoredTest? Test(IFormCollection form, string field)
    {
        var mode = form[$"mode.{field}"].ToString();
        ImmutableArray<Datum> chosen = [.. form[$"value.{field}"].OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).Select(Datum.Of)];
        return mode switch
        {
            "is" when chosen.Length > 0 => new() { Is = chosen },
            "not" when chosen.Length > 0 => new() { Not = chosen },
            "given" => new() { Exists = true },
            "missing" => new() { Exists = false },
            "range" => Range(Bound(form[$"least.{field}"]), Bound(form[$"most.{field}"])),
            _ => null,
        };
    }

    private static StoredTest? Range(Datum? least, Datum? most) => least is null && most is null ? null : new() { AtLeast = least, AtMost = most };

    private static Datum? Bound(string? typed) => string.IsNullOrWhiteSpace(typed) ? null
        : decimal.TryParse(typed, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Datum.Of(number) : Datum.Of(typed.Trim());

    private static StoredDue? Due(IFormCollection form)
    {
        var typed = form["due.count"].ToString().Trim();
        if (typed.Length == 0) return null;

        // What is no number is kept as one that the check refuses.
        var count = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        return new(StoredDue.Units.FirstOrDefault(unit => unit == form["due.unit"]) ?? StoredDue.Units[0], count);
    }

    private static string NewId(string name, IReadOnlyCollection<string> ids)
    {
        var slug = Folding.Slug(name) is { Length: > 0 } made ? made[..Math.Min(made.Length, 40)].TrimEnd('-') : "regla";
        if (slug == RoutingRoutes.New) slug = "regla";
        var id = slug;
        for (var n = 2; ids.Contains(id, StringComparer.OrdinalIgnoreCase); n++) id = $"{slug}-{n}";
        return id;
    }

    private static string Cut(string? typed) => typed?.Trim() is not { } text ? "" : text.Length > NameMost ? text[..NameMost] : text;
}

using System.Collections.Immutable;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Procedures.Walking;
using Atiende.Values;
using NodaTime;

namespace Atiende.Packs.Routing;

/// <summary>Finds the rule by which a case is routed, and says what it comes to. Pure: the same case and rules give the same answer.</summary>
public static class Router
{
    /// <summary>The parts of an answer that every rule gives; the fields that it sets come besides.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["regla", "regla_nombre", "version", "destino", "destino_nombre", "encargo", "plazo"];

    /// <summary>The first rule that holds for a case; null where none does.</summary>
    public static RoutingRule? RuleFor(IReadOnlyList<RoutingRule> rules, IReadOnlyDictionary<string, Datum> fields)
    {
        var facts = new FactBase(new Run { Facts = Run.NoFacts.SetItems(fields) }, WalkRules.Plain, default(Instant));
        return rules.FirstOrDefault(rule => !rule.Off && facts.Hold(rule.When));
    }

    /// <summary>What of a case rules may look at: this much is kept of it, and nothing else.</summary>
    public static ImmutableSortedDictionary<string, Datum> Tested(RoutingTable table, IReadOnlyDictionary<string, Datum> fields)
    {
        var known = Run.NoFacts.SetItems(fields);
        return table.By.Where(by => known.ContainsKey(by.Value))
            .ToImmutableSortedDictionary(by => by.Value, by => known[by.Value], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A rule's answer, as the facts that the run then knows.</summary>
    public static Datum Answer(RoutingRule rule, int version, PackWords words)
    {
        var answer = new Dictionary<string, Datum>(rule.Set, StringComparer.OrdinalIgnoreCase)
        {
            ["regla"] = Datum.Of(rule.Id.Value),
            ["regla_nombre"] = Datum.Of(rule.Name),
            ["version"] = Datum.Of(version),
            ["destino"] = Datum.Of(rule.To.Value),
            ["destino_nombre"] = Datum.Of(words.Who(rule.To)),
            ["encargo"] = Datum.Of(rule.About ?? rule.Name),
        };
        if (rule.Due is { } due) answer["plazo"] = DatumOf(due);
        return Datum.Of(answer);
    }

    private static Datum DatumOf(Due due)
    {
        var parts = new (string Name, int? Count)[]
        {
            (nameof(Due.Hours), due.Hours), (nameof(Due.Days), due.Days), (nameof(Due.WorkingHours), due.WorkingHours), (nameof(Due.WorkingDays), due.WorkingDays),
        };
        var said = parts.Where(p => p.Count is not null).Select(p => KeyValuePair.Create(Shape.Kebab(p.Name), Datum.Of(p.Count!.Value))).ToList();
        if (due.SameDay) said.Add(KeyValuePair.Create(Shape.Kebab(nameof(Due.SameDay)), Datum.Of(true)));
        if (due.NextMonth) said.Add(KeyValuePair.Create(Shape.Kebab(nameof(Due.NextMonth)), Datum.Of(true)));
        return Datum.Of(said);
    }
}

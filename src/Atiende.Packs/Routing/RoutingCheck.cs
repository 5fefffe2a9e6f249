using Atiende.Packs.Checking;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Packs.Routing;

/// <summary>Checks a table's rules against the rest of its pack: for packs as they are read, and for what is edited on screen.</summary>
public sealed class RoutingCheck(Pack pack, RoutingTable table)
{
    private readonly FieldLabels _labels = FieldLabels.Of(pack);

    /// <summary>Every problem of the rules; none, where they may be put in force.</summary>
    public IReadOnlyList<RoutingProblem> Of(IReadOnlyList<RoutingRule> rules)
    {
        if (pack.Cases.FirstOrDefault(c => c.Id.Value == table.Case.Value) is not { } type) return [];

        var values = new RoutingValues(pack, table, type);
        var problems = rules.SelectMany((rule, i) => Rule(rule, i, values)).ToList();
        problems.AddRange(Twice(rules));
        problems.AddRange(Last(rules));
        // What is never reached is only known of rules that can be read.
        if (problems.Count == 0) problems.AddRange(Unreached(rules, values));
        return problems;
    }

    private IEnumerable<RoutingProblem> Rule(RoutingRule rule, int i, RoutingValues values)
    {
        if (string.IsNullOrWhiteSpace(rule.Name)) yield return new(i, "name", new("La regla no tiene nombre", "The rule has no name"), new("Escriba cómo se llama", "Write what it is called"));
        if (rule.To.Value.Length == 0) yield return new(i, "to", new("La regla no dice a quién va", "The rule does not say whom it goes to"), new("Elija una unidad o un rol", "Choose a unit or a role"));
        else if (!pack.People.Units.Any(u => u.Id.Value == rule.To.Value) && !pack.People.Roles.Any(r => r.Id.Value == rule.To.Value))
            yield return new(i, "to", new($"No hay una unidad ni un rol «{rule.To.Value}»", $"No unit or role is called '{rule.To.Value}'"),
                Suggested(rule.To.Value, [.. pack.People.Units.Select(u => u.Id.Value), .. pack.People.Roles.Select(r => r.Id.Value)]));
        foreach (var problem in rule.When.SelectMany(w => Tested(w.Key, w.Value, i, values))) yield return problem;
        foreach (var problem in rule.Set.SelectMany(s => Set(s.Key, s.Value, i, values))) yield return problem;
        foreach (var problem in Due(rule.Due, i)) yield return problem;
    }

    private IEnumerable<RoutingProblem> Tested(string field, FactTest test, int i, RoutingValues values)
    {
        if (table.By.All(by => !by.Value.Equals(field, StringComparison.OrdinalIgnoreCase)) || values.Field(field) is not { } known)
        {
            yield return new(i, "when", new($"Las reglas de esta tabla no miran «{field}»", $"The rules of this table do not look at '{field}'"),
                Suggested(field, [.. table.By.Select(b => b.Value)]));
            yield break;
        }

        if (test.Within is not null)
            yield return new(i, "when", new("Una regla no puede depender de la hora", "A rule cannot depend on the time"), new("Quite la ventana", "Take the window out"));
        foreach (var value in test.OneOf.Concat(test.Not).Where(v => !values.Takes(known, v)))
            yield return new(i, "when", new($"«{_labels.Label(field)}» nunca es «{value.ToText()}»", $"'{field}' is never '{value.ToText()}'"), Suggested(value.ToText(), values.Of(known) ?? []));
        foreach (var bound in new[] { test.AtLeast, test.AtMost }.OfType<Datum>().Where(b => b.AsNumber() is null))
            yield return new(i, "when", new($"«{bound.ToText()}» no es un número", $"'{bound.ToText()}' is no number"), new("Escriba solo cifras", "Write digits"));
    }

    private IEnumerable<RoutingProblem> Set(string field, Datum value, int i, RoutingValues values)
    {
        if (table.Sets.All(s => !s.Value.Equals(field, StringComparison.OrdinalIgnoreCase)) || values.Field(field) is not { } known)
            yield return new(i, "set", new($"Las reglas de esta tabla no fijan «{field}»", $"The rules of this table do not set '{field}'"),
                Suggested(field, [.. table.Sets.Select(s => s.Value)]));
        else if (!values.Takes(known, value))
            yield return new(i, "set", new($"«{_labels.Label(field)}» nunca es «{value.ToText()}»", $"'{field}' is never '{value.ToText()}'"), Suggested(value.ToText(), values.Of(known) ?? []));
    }

    private static IEnumerable<RoutingProblem> Due(Due? due, int i)
    {
        if (due is null) yield break;

        var counts = new[] { due.Hours, due.Days, due.WorkingHours, due.WorkingDays }.OfType<int>().ToList();
        var ways = counts.Count + (due.SameDay ? 1 : 0) + (due.NextMonth ? 1 : 0);
        if (ways != 1 || counts.Exists(n => n <= 0) || due.Of is not null || due.From is not null)
            yield return new(i, "due", new("El plazo no se entiende", "The time cannot be read"),
                new("Dé un solo número mayor que cero: horas, días, horas hábiles o días hábiles", "Give one number above zero: hours, days, working hours or working days"));
    }

    private static IEnumerable<RoutingProblem> Twice(IReadOnlyList<RoutingRule> rules) =>
        from twice in rules.Select((rule, i) => (rule, i)).GroupBy(r => r.rule.Id.Value, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
        from one in twice.Skip(1)
        select new RoutingProblem(one.i, "id", new($"Dos reglas se identifican como «{twice.Key}»", $"Two rules have the id '{twice.Key}'"), new("Dé a cada una el suyo", "Give each its own"));

    private static IEnumerable<RoutingProblem> Last(IReadOnlyList<RoutingRule> rules)
    {
        var right = new Bilingual("La última regla debe valer para todo lo demás, sin condiciones", "The last rule must take all the rest, without conditions");
        var last = rules.Select((rule, i) => (rule, i)).LastOrDefault(r => !r.rule.Off);
        if (last.rule is null) yield return new(null, "order", new("La tabla no tiene ninguna regla", "The table has no rules"), right);
        else if (last.rule.When.Count > 0)
            yield return new(last.i, "order", new("Lo que ninguna regla toma no va a ningún lado", "What no rule takes goes nowhere"), right);
    }

    private static IEnumerable<RoutingProblem> Unreached(IReadOnlyList<RoutingRule> rules, RoutingValues values)
    {
        var reach = new RoutingReach(rules, field => values.Field(field) is { } known ? values.Of(known) : null);
        foreach (var (rule, before) in reach.Unreached())
        {
            var takers = string.Join(", ", before.Select(i => $"«{rules[i].Name}»"));
            yield return new(rule, "order",
                before.Count == 0 ? new($"Ningún caso cumple la regla «{rules[rule].Name}»", $"No case ever meets the rule '{rules[rule].Id}'")
                    : new($"Nada llega a la regla «{rules[rule].Name}»: antes lo toma todo {takers}", $"The rule '{rules[rule].Id}' is never reached: {string.Join(", ", before.Select(i => $"'{rules[i].Id}'"))} takes all of it before"),
                new("Súbala, cambie sus condiciones o quítela", "Move it up, change its conditions or take it out"));
        }
    }

    private static Bilingual Suggested(string used, IReadOnlyCollection<string> known)
    {
        var english = PackNames.Suggest(used, known);
        return new(english.Replace("Did you mean", "¿Quiso decir", StringComparison.Ordinal).Replace("Known:", "Hay:", StringComparison.Ordinal)
            .Replace("None is defined yet", "Todavía no hay ninguno", StringComparison.Ordinal), english);
    }
}

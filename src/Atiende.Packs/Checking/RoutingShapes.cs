using Atiende.Packs.Model;
using Atiende.Packs.Routing;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>Checks the routing tables of a pack.</summary>
internal sealed class RoutingShapes(Pack pack, PackNames names)
{
    public IEnumerable<Fault> Check() => pack.Routing.SelectMany(Table);

    private IEnumerable<Fault> Table(RoutingTable table)
    {
        if (pack.Cases.FirstOrDefault(c => c.Id.Value == table.Case.Value) is not { } type)
        {
            foreach (var fault in PackNames.Missing(table.Case, names.Cases, "case type")) yield return fault;
            yield break;
        }

        if (pack.Routing.First(t => t.Case.Value == table.Case.Value) != table)
            yield return new(table.Case.At, $"The case type '{table.Case}' has two routing tables", "Put their rules into one");
        var fields = type.Fields.Select(f => f.Id.Value).ToList();
        foreach (var fault in PackNames.Missing(table.By.Concat(table.Sets), fields, $"field of '{type.Id}'")) yield return fault;
        foreach (var by in table.By.Where(b => type.Fields.Any(f => f.Id.Value == b.Value && !RoutingValues.MayTest(f))))
            yield return new(by.At, $"Rules cannot look at '{by}'", "Name fields with choices, numbers, or yes and no, and none that is personal");
        foreach (var also in table.Also.Keys.Where(a => table.By.All(b => b.Value != a)))
            yield return new(table.At, $"`also` names '{also}', which is not in `by`", PackNames.Suggest(also, [.. table.By.Select(b => b.Value)]));
        foreach (var problem in new RoutingCheck(pack, table).Of(table.Rules))
            yield return new(problem.Rule is { } i ? At(table.Rules[i], problem.Part) : table.At, problem.Wrong.English, problem.Right.English);
    }

    private static Place At(RoutingRule rule, string part) => part switch
    {
        "to" => rule.To.At,
        "id" => rule.Id.At,
        "when" when rule.When.Count > 0 => rule.When.First().Value.At,
        "due" when rule.Due is { } due => due.At,
        _ => rule.At,
    };
}

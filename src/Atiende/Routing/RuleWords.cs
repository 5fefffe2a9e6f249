using System.Globalization;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Shell;
using Atiende.Values;

namespace Atiende.Routing;

/// <summary>Rules as people read them.</summary>
internal sealed class RuleWords(IOrganizations organizations, Shell.Texts texts, Words words)
{
    private FieldLabels Labels => FieldLabels.Of(organizations.Current.Pack);

    private static string Language => CultureInfo.CurrentUICulture.Name;

    /// <summary>What a field is called.</summary>
    public string Field(string id) => Labels.Label(id, Language);

    /// <summary>The conditions, one a line; none for a rule that takes all the rest.</summary>
    public IReadOnlyList<string> When(StoredRule rule, RoutingTable table) =>
        [.. rule.When.OrderBy(w => Place(table, w.Key)).Select(w => $"{Field(w.Key)}: {Test(w.Value)}")];

    /// <summary>The fields that it sets, one a line.</summary>
    public IReadOnlyList<string> Sets(StoredRule rule) => [.. rule.Set.Select(s => $"{Field(s.Key)}: {words.In(s.Value.ToText())}")];

    /// <summary>How long whoever gets it has; null without a time.</summary>
    public string? Due(StoredRule rule) => rule.Due is { } due ? texts[$"routing.due.{due.Unit}", due.Count] : null;

    /// <summary>What a rule could look at of a case, in a line.</summary>
    public string Facts(IReadOnlyDictionary<string, Datum> facts, RoutingTable table) =>
        string.Join(" · ", table.By.Where(by => facts.ContainsKey(by.Value)).Select(by => words.In(facts[by.Value].ToText())));

    private string Test(StoredTest test)
    {
        var said = new List<string>();
        if (test.Is.Length > 0) said.Add(Values(test.Is));
        if (test.Not.Length > 0) said.Add(texts["routing.when.not", Values(test.Not)]);
        if (test.Exists is { } exists) said.Add(texts[exists ? "routing.when.given" : "routing.when.missing"]);
        if (test.AtLeast is { } least) said.Add(texts["routing.when.least", least.ToText()]);
        if (test.AtMost is { } most) said.Add(texts["routing.when.most", most.ToText()]);
        return string.Join(", ", said);
    }

    private string Values(IEnumerable<Datum> values) => string.Join(", ", values.Select(v => words.In(v.ToText())));

    private static int Place(RoutingTable table, string field) =>
        table.By.ToList().FindIndex(by => by.Value.Equals(field, StringComparison.OrdinalIgnoreCase)) is var at and >= 0 ? at : int.MaxValue;
}

using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Packs.Model;

/// <summary>Where the cases of a type go: <c>routing/CASE.yaml</c>. The first rule that holds is taken.</summary>
[Means("Where the cases of a type go: rules in order, of which the first that holds is taken. The organisation may change them on screen.")]
public sealed record RoutingTable
{
    public Place At { get; init; }

    [Means("The case type, by id; one table each.")]
    public required Name Case { get; init; }

    [Means("What the table is called.")]
    public required string Name { get; init; }

    [Means("The fields of the case that rules may test; none that is personal.")]
    public required IReadOnlyList<Name> By { get; init; }

    [Means("The fields of the case that rules may set.")]
    public IReadOnlyList<Name> Sets { get; init; } = [];

    [Means("Values that come though the field's choices lack them: field to values.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Also { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    [Means("The rules, in order; the last has no conditions.")]
    public required IReadOnlyList<RoutingRule> Rules { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A rule: for which cases, and where they go.</summary>
public sealed record RoutingRule
{
    public Place At { get; init; }

    [Means("Its id, by which corrections are counted; it stays when the rule is changed.")]
    public required Name Id { get; init; }

    [Means("What it is called.")]
    public required string Name { get; init; }

    [Means("The fields' values for which it holds, all of them; always, without any.")]
    public IReadOnlyDictionary<string, FactTest> When { get; init; } = new Dictionary<string, FactTest>();

    [Means("The unit or role that must work on it, by id.")]
    public required Name To { get; init; }

    [Means("What is asked of them, one line; the rule's name without it.")]
    public string? About { get; init; }

    [Means("Field values that the case then takes.")]
    public IReadOnlyDictionary<string, Datum> Set { get; init; } = new Dictionary<string, Datum>();

    [Means("How long they have.")]
    public Due? Due { get; init; }

    [Means("Whether it is left out for now.")]
    public bool Off { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

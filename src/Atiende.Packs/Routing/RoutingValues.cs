using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Packs.Routing;

/// <summary>What the fields that rules test and set may hold.</summary>
public sealed class RoutingValues(Pack pack, RoutingTable table, CaseType type)
{
    // A rule looks at what was chosen from a list, not at prose.
    private static readonly FieldKind[] Kinds = [FieldKind.Choice, FieldKind.Choices, FieldKind.YesNo, FieldKind.Number, FieldKind.Amount, FieldKind.Integer];

    /// <summary>A field of the case type; null where it has none of that id.</summary>
    public Field? Field(string id) => type.Fields.FirstOrDefault(f => f.Id.Value.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether rules may test it: chosen from a list, a number or yes and no, and nothing of a person.</summary>
    public static bool MayTest(Field field) => Kinds.Contains(field.Type) && !field.Personal && !field.Secret;

    /// <summary>Every value that a field may hold; null where it may hold any.</summary>
    public IReadOnlyList<string>? Of(Field field)
    {
        var chosen = field.Type switch
        {
            FieldKind.YesNo => ["Sí", "No"],
            FieldKind.Choice or FieldKind.Choices when field.Options.Count > 0 => field.Options,
            FieldKind.Choice or FieldKind.Choices when field.Catalogue is { } id => pack.Catalogues.FirstOrDefault(c => c.Id == id.Value)?.Entries.Select(e => e.Name).ToList(),
            _ => (IReadOnlyList<string>?)null,
        };
        return chosen is null ? null : [.. chosen, .. table.Also.GetValueOrDefault(field.Id, [])];
    }

    /// <summary>Whether a field may hold a value.</summary>
    public bool Takes(Field field, Datum value) => field.Type switch
    {
        FieldKind.YesNo => value.AsTruth() is not null,
        FieldKind.Number or FieldKind.Amount or FieldKind.Integer => value.AsNumber() is not null,
        _ => Of(field) is not { } known || known.Any(name => Folding.Same(name, value.ToText())),
    };
}

using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Language;

/// <summary>Where a case of the run goes, asked of the routing rules in force; the answer is bound under a name, as facts.</summary>
public sealed record Route
{
    public Place At { get; init; }

    [Means("The case, by its name in the run; its type has the rules.")]
    public required Name Case { get; init; }

    [Means("The name under which the answer is bound: regla, regla_nombre, version, destino (a unit's or role's id), destino_nombre, encargo, plazo, and the fields that the rule sets.")]
    public required Name As { get; init; }
}

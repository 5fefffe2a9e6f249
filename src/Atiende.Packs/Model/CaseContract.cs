using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>What the contracting institution reads of a type of case: what is not named here it does not see.</summary>
[Means("What the contracting institution reads of a type of case: what is not named here it does not see.")]
public sealed record CaseContract
{
    public Place At { get; init; }

    [Means("The fields by which its figures are told apart, each a table: reason, topic, region, establishment.")]
    public required IReadOnlyList<Name> By { get; init; }

    [Means("The fields shown of each case; none of them personal.")]
    public required IReadOnlyList<Name> Shows { get; init; }

    [Means("Fields of free text that are shown with the personal data in them covered: what was asked and what was answered.")]
    public IReadOnlyList<Name> Texts { get; init; } = [];
}

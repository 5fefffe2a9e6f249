using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Which field of a case holds its corrective actions, and what its columns are.</summary>
[Means("Which field of the case holds its corrective actions, and which of its columns say what.")]
public sealed record CaseActions
{
    public Place At { get; init; }

    [Means("The field, of rows.")]
    public required Name Field { get; init; }

    [Means("The column that says what is done.")]
    public required Name Action { get; init; }

    [Means("The column with who answers for it.")]
    public required Name Owner { get; init; }

    [Means("The column with the day by which it is done.")]
    public required Name Date { get; init; }

    [Means("The column that says how its effect is checked.")]
    public Name? Check { get; init; }

    [Means("The column with the day on which it was checked; an action without it is open.")]
    public Name? Checked { get; init; }

    [Means("The column that says whether it worked.")]
    public Name? Effective { get; init; }

    [Means("The column with the evidence.")]
    public Name? Evidence { get; init; }
}

using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>A form that steps, the portal, paper and cases share: <c>forms/ID.yaml</c>.</summary>
[Means("A form: fields asked together, on screen, portal or paper.")]
public sealed record Form
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its title.")]
    public required string Title { get; init; }

    [Means("What it is for.")]
    public string? Help { get; init; }

    [Means("Its fields, in order.")]
    public required IReadOnlyList<Field> Fields { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

using Atiende.Procedures.Reading;
using Atiende.Values;

namespace Atiende.Procedures.Language;

/// <summary>A search in a record system; what it finds is bound under a name, as facts.</summary>
public sealed record LookUp
{
    public Place At { get; init; }

    [Means("The record system, by id.")]
    public required Name System { get; init; }

    [Means("The record type in it, by id.")]
    public required Name Record { get; init; }

    [Means("Fields of the data gathered whose values are searched; any that is known is used. `a=b` searches record field b by data a.")]
    public IReadOnlyList<Name> By { get; init; } = [];

    [Means("A record already bound, to which these must belong (`field` in `via`).")]
    public Name? Of { get; init; }

    [Means("The pair record-field=bound-field by which `of` is joined; without it, the fields of the same name as the bound record's keys.")]
    public string? Via { get; init; }

    [Means("Field values that must hold.")]
    public IReadOnlyDictionary<string, Datum> Where { get; init; } = new Dictionary<string, Datum>();

    [Means("The name under which what is found is bound; its fields are facts `name.field`.")]
    public required Name As { get; init; }

    [Means("Whether several are wanted (a list is shown), not one.")]
    public bool Many { get; init; }

    [Means("Whether the newest is taken when several are found, instead of asking.")]
    public bool Newest { get; init; }
}

using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>A source of facts that the documents name: <c>systems/ID.yaml</c>; data in <c>systems/ID.TYPE.csv</c>.</summary>
[Means("A record system: a source of facts, built in or connected.")]
public sealed record RecordSystem
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name as the documents write it.")]
    public required string Name { get; init; }

    [Means("What it is and does.")]
    public required string Does { get; init; }

    [Means("Its parts: options, modules, tabs, each with the row of the table it comes from.")]
    public IReadOnlyList<SystemPart> Parts { get; init; } = [];

    [Means("The record types it holds.")]
    public IReadOnlyList<RecordType> Records { get; init; } = [];

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A part of a record system.</summary>
public sealed record SystemPart
{
    public Place At { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("What it does.")]
    public string? Does { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A type of record.</summary>
public sealed record RecordType
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("Its fields.")]
    public required IReadOnlyList<Field> Fields { get; init; }

    [Means("The fields by which a record is searched exactly (numbers, documents, telephones).")]
    public required IReadOnlyList<Name> Keys { get; init; }

    [Means("The fields that name the record, searched without regard to accents, case or order of words.")]
    public IReadOnlyList<Name> Names { get; init; } = [];

    [Means("The template of its one-line title, such as \"{nombre} · {contrato}\".")]
    public required string Title { get; init; }

    [Means("The field that holds its state.")]
    public Name? StateField { get; init; }

    [Means("Its states.")]
    public IReadOnlyList<State> States { get; init; } = [];

    [Means("Fields seen only by these roles: field id to role ids.")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> SeenBy { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    [Means("The fields that tell which person attended it is about: document, telephone, name, mail to field id.")]
    public IReadOnlyDictionary<string, string> Person { get; init; } = new Dictionary<string, string>();

    [Means("Fields that other record types of the system share with it, by which records belong together.")]
    public IReadOnlyList<Name> JoinedBy { get; init; } = [];

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A state, and the states from which it may be reached.</summary>
public sealed record State
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("What it is called; the id without it.")]
    public string? Name { get; init; }

    [Means("The states from which it may be reached; a state without any is where things begin.")]
    public IReadOnlyList<Name> From { get; init; } = [];

    [Means("Nothing follows.")]
    public bool Final { get; init; }

    [Means("Whoever moves it there by hand must say the cause.")]
    public bool Cause { get; init; }

    [Means("The roles that may move it there by hand; whoever works on it, without any.")]
    public IReadOnlyList<Name> By { get; init; } = [];

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

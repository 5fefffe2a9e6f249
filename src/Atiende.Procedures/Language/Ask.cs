using Atiende.Procedures.Reading;

namespace Atiende.Procedures.Language;

/// <summary>Data asked for at a node.</summary>
public sealed record Ask
{
    public Place At { get; init; }

    [Means("A form of the pack, whose fields are asked.")]
    public Name? Form { get; init; }

    [Means("Fields asked here.")]
    public IReadOnlyList<Field> Fields { get; init; } = [];

    [Means("Of these fields one is enough.")]
    public IReadOnlyList<Name> AnyOf { get; init; } = [];

    [Means("How a machine takes the answer.")]
    public MachineInput? Input { get; init; }
}

/// <summary>How a machine (IVR, chat menu) takes an answer.</summary>
public sealed record MachineInput
{
    public Place At { get; init; }

    [Means("How many digits, where digits are keyed in.")]
    public int? Digits { get; init; }

    [Means("How often it is asked again.")]
    public int Tries { get; init; } = 3;

    [Means("How long it waits, in seconds.")]
    public int TimeoutSeconds { get; init; } = 5;

    [Means("Where it goes when tries or time run out: a number of this section.")]
    public Name? Otherwise { get; init; }
}

/// <summary>A field of a form, a step, a record or a case.</summary>
[Means("A typed field.")]
public sealed record Field
{
    public Place At { get; init; }

    [Means("Its key in data; letters, digits and underscores.")]
    public required Name Id { get; init; }

    [Means("What it is called on screen and paper.")]
    public required string Label { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];

    [Means("What kind of value it takes.")]
    public FieldKind Type { get; init; } = FieldKind.Text;

    [Means("Whether it must be given.")]
    public bool Required { get; init; }

    [Means("Whether several values may be given.")]
    public bool Many { get; init; }

    [Means("The kind of identity document: dui, ci, rut, passport, other.")]
    public string? Document { get; init; }

    [Means("The choices, where they are few and belong to this field alone.")]
    public IReadOnlyList<string> Options { get; init; } = [];

    [Means("The catalogue whose entries are the choices.")]
    public Name? Catalogue { get; init; }

    [Means("The field whose value is the parent of this catalogue's entries (region for comuna).")]
    public Name? Within { get; init; }

    [Means("Smallest number, or first day (today, or a date).")]
    public string? Min { get; init; }

    [Means("Largest number, or last day (today, or a date).")]
    public string? Max { get; init; }

    [Means("Fewest characters.")]
    public int? MinLength { get; init; }

    [Means("Most characters.")]
    public int? MaxLength { get; init; }

    [Means("A regular expression that the text must match, with what it says in `help`.")]
    public string? Pattern { get; init; }

    [Means("One line of help under the field.")]
    public string? Help { get; init; }

    [Means("What it holds before anything is typed; {placeholders} are filled in from what is known.")]
    public string? Default { get; init; }

    [Means("Secret: never shown, stored or logged in clear.")]
    public bool Secret { get; init; }

    [Means("Personal data: masked in lists and logs.")]
    public bool Personal { get; init; }

    [Means("The columns, where the field holds rows.")]
    public IReadOnlyList<Field> Columns { get; init; } = [];
}

/// <summary>What kind of value a field takes; the rules are those of <c>Atiende.Values</c>.</summary>
public enum FieldKind
{
    Text,
    LongText,
    Number,
    Amount,
    Integer,
    Date,
    Time,
    DateTime,
    YesNo,
    Choice,
    Choices,
    Identity,
    Telephone,
    Email,
    File,
    Rows,
    Digits,
}

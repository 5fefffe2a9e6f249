using Atiende.Values.IdentityDocuments;
using NodaTime;

namespace Atiende.Values.Fields;

/// <summary>One choice: the key that is stored and the label that is shown.</summary>
public sealed record FieldOption(string Key, string Label);

/// <summary>What a field takes. <see cref="Read"/> is the one place where typed text becomes a value, for screen, portal, paper, CSV and API alike.</summary>
public sealed record FieldRule
{
    /// <summary>Values in a field with <see cref="Many"/>, and rows in a table, at most.</summary>
    public const int ItemsMax = 500;

    /// <summary>The kind of value.</summary>
    public FieldType Type { get; init; } = FieldType.Text;

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest number.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest number.</summary>
    public decimal? Max { get; init; }

    /// <summary>First date.</summary>
    public LocalDate? MinDate { get; init; }

    /// <summary>Last date.</summary>
    public LocalDate? MaxDate { get; init; }

    /// <summary>Today at the latest (a birth date).</summary>
    public bool NotAfterToday { get; init; }

    /// <summary>Today at the earliest (an appointment).</summary>
    public bool NotBeforeToday { get; init; }

    /// <summary>Fewest characters.</summary>
    public int? MinLength { get; init; }

    /// <summary>Most characters; without it 500 for a line and 20,000 for several.</summary>
    public int? MaxLength { get; init; }

    /// <summary>A regular expression that the whole text must match; see <see cref="FieldPattern"/> for what it may hold.</summary>
    public string? Pattern { get; init; }

    /// <summary>Says in words what the pattern wants.</summary>
    public string? PatternHelp { get; init; }

    /// <summary>The choices.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>The kind of identity document; that of the country without it.</summary>
    public IdentityDocumentKind? IdentityKind { get; init; }

    /// <summary>ISO 3166 alpha-2: whose telephones, documents and way of writing numbers.</summary>
    public string? Country { get; init; }

    /// <summary>The telephone area that local numbers stand in.</summary>
    public string? Area { get; init; }

    /// <summary>Whether several values may be given, one a line or parted by semicolons; the value is then a list.</summary>
    public bool Many { get; init; }

    /// <summary>The columns of a table, by key, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, FieldRule>> Columns { get; init; } = [];

    /// <summary>Reads what was typed. <paramref name="today"/> is the date in the organisation's zone.</summary>
    public FieldReading Read(string? raw, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return Empty;
        if (!TextReader.IsWellFormed(raw))
            return FieldReading.Refused("text.encoding", "El texto tiene caracteres dañados: escríbalo de nuevo.",
                "The text has broken characters: type it again.");
        var reading = Many && Type is not (FieldType.Choices or FieldType.Rows) ? ReadMany(raw, today) : ReadOne(raw, today);
        // "[]" and ";" are typed, and hold nothing all the same.
        return reading is { Problem: null, Value: null or { IsEmpty: true } } ? Empty : reading;
    }

    private FieldReading Empty => Required
        ? FieldReading.Refused("required", "Falta este dato: complételo.", "This is missing: fill it in.")
        : FieldReading.Nothing;

    private FieldReading ReadOne(string raw, LocalDate today) => Type switch
    {
        FieldType.Text or FieldType.LongText or FieldType.Digits or FieldType.File => TextReader.Read(this, raw),
        FieldType.Number or FieldType.Amount or FieldType.Integer => NumberReader.Read(this, raw),
        FieldType.Date or FieldType.Time or FieldType.DateTime => DateReader.Read(this, raw, today),
        FieldType.YesNo or FieldType.Choice or FieldType.Choices => ChoiceReader.Read(this, raw),
        FieldType.Identity or FieldType.Telephone or FieldType.Email => ContactReader.Read(this, raw),
        FieldType.Rows => RowsReader.Read(this, raw, today),
        _ => throw new InvalidOperationException($"{Type} is no type of field."),
    };

    private FieldReading ReadMany(string raw, LocalDate today)
    {
        var items = raw.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (items.Length > ItemsMax)
            return FieldReading.Refused("many.count", $"Hay {items.Length} valores: deje a lo más {ItemsMax}.",
                $"There are {items.Length} values: leave {ItemsMax} at most.");
        var readings = items.Select(item => ReadOne(item, today)).ToList();
        var wrong = readings.FindIndex(reading => !reading.IsAccepted);
        return wrong >= 0
            ? FieldReading.Refused(Nth(readings[wrong].Problem!, wrong))
            : new(Datum.Of(readings.Select(reading => reading.Value).OfType<Datum>()), null,
                [.. readings.SelectMany((reading, i) => reading.Warnings.Select(warning => Nth(warning, i)))]);
    }

    private static FieldProblem Nth(FieldProblem problem, int index) => Placed(problem, $"Valor {index + 1}", $"Value {index + 1}");

    /// <summary>The same problem, with where it stands before it.</summary>
    internal static FieldProblem Placed(FieldProblem problem, string spanish, string english) =>
        new(problem.Code, $"{spanish}: {problem.Message.Spanish}", $"{english}: {problem.Message.English}");
}

using Atiende.Procedures.Language;
using Atiende.Values;
using Atiende.Values.Fields;
using NodaTime;

namespace Atiende.Records;

/// <summary>What a record's fields take, and how their values are kept and shown.</summary>
internal static class RecordFields
{
    /// <summary>A value as it is kept: typed texts read, documents and telephones as their country writes them; null where nothing is left.</summary>
    /// <exception cref="RecordRefusedException">It is none: says the field and what is wrong.</exception>
    public static Datum? Read(RecordShape type, Field field, Datum value, LocalDate today)
    {
        if (value.IsEmpty) return null;
        if (value is ListDatum list && (field.Many || field.Type is FieldKind.Choices or FieldKind.Rows)) return list;
        if (value is NumberDatum or TruthDatum && field.Type is FieldKind.Number or FieldKind.Amount or FieldKind.Integer or FieldKind.YesNo) return value;

        var (read, problem) = Read(type, field, value.ToText(), today);
        return problem is null ? read : throw new RecordRefusedException($"{field.Label}: {problem.Message.Spanish}");
    }

    /// <summary>A typed text as it is kept, or what is wrong with it.</summary>
    public static (Datum? Value, FieldProblem? Problem) Read(RecordShape type, Field field, string text, LocalDate today)
    {
        var reading = Rule(type, field).Read(text, today);
        return (reading.Value is { } value ? Written(type, field, value) : null, reading.Problem);
    }

    /// <summary>A kept value as a person reads it: choices by their label, telephones and documents as their country writes them.</summary>
    public static string Show(RecordShape type, Field field, Datum value) => field.Type switch
    {
        FieldKind.YesNo => value.AsTruth() is { } yes ? yes ? "Sí" : "No" : value.ToText(),
        FieldKind.Choice or FieldKind.Choices => string.Join(", ",
            (value is ListDatum { Items: var many } ? many : [value]).Select(one => LabelOf(type, field, one.ToText()))),
        _ when field.Id.Value.Equals(type.Type.StateField?.Value, StringComparison.OrdinalIgnoreCase) => StateName(type, value.ToText()),
        _ => Written(type, field, value).ToText(),
    };

    /// <summary>What a state is called; the text itself where it is none.</summary>
    public static string StateName(RecordShape type, string state) =>
        type.Type.States.FirstOrDefault(s => s.Id.Value == state)?.Name ?? state;

    /// <summary>The value masked as lists show it, where the field is personal.</summary>
    public static string Mask(RecordShape type, Field field, string shown) => !field.Personal ? shown : field.Type switch
    {
        FieldKind.Identity => Masking.Document(shown),
        FieldKind.Telephone => Masking.Telephone(shown),
        FieldKind.Email => Masking.Email(shown),
        _ when type.IsName(field.Id) => Masking.Name(shown),
        _ => Masking.Document(shown),
    };

    private static Datum Written(RecordShape type, Field field, Datum value)
    {
        if (value is ListDatum { Items: var many }) return Datum.Of(many.Select(one => Written(type, field, one)));

        return field.Type switch
        {
            FieldKind.Telephone when RecordValues.Read(type, value.ToText()) is { } line => Datum.Of(line.Display(type.Country)),
            FieldKind.Identity when RecordValues.ReadDocument(type, field, value.ToText()) is { } document => Datum.Of(document.Display),
            _ => value,
        };
    }

    private static string LabelOf(RecordShape type, Field field, string key) =>
        Options(type, field).FirstOrDefault(o => Folding.Same(o.Key, key))?.Label ?? key;

    private static FieldRule Rule(RecordShape type, Field field) => new()
    {
        Type = Enum.Parse<FieldType>(field.Type.ToString()),
        Country = type.Country,
        IdentityKind = RecordValues.KindOf(type, field),
        Many = field.Many,
        MinLength = field.MinLength,
        MaxLength = field.MaxLength,
        Pattern = field.Pattern,
        PatternHelp = field.Help,
        Options = Options(type, field),
    };

    /// <summary>What a choice takes; none for other fields.</summary>
    public static IReadOnlyList<FieldOption> Options(RecordShape type, Field field) => field.Catalogue is { } catalogue
        ? [.. (type.Organization.Pack.Catalogues.FirstOrDefault(c => c.Id == catalogue.Value)?.Entries ?? []).Select(e => new FieldOption(e.Id, e.Name))]
        : [.. field.Options.Select(o => new FieldOption(o, o))];
}

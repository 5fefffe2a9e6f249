using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atiende.Values;

/// <summary>
/// A value that was typed, looked up or known: text, number, yes/no, a list, or a row of named values.
/// Immutable, compared by content, and the same in YAML, JSON and the database.
/// </summary>
[JsonConverter(typeof(DatumJson))]
public abstract record Datum
{
    /// <summary>The value as a person reads it; lists joined by commas, yes/no as "Sí"/"No".</summary>
    public abstract string ToText();

    /// <summary>Whether there is nothing in it: empty text, empty list.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Whether two values mean the same: numbers by value, texts folded, a text and its number alike.</summary>
    public bool Means(Datum other) =>
        this is TruthDatum || other is TruthDatum
            ? AsTruth() is { } one && other.AsTruth() is { } two ? one == two : Folding.Same(ToText(), other.ToText())
            : AsNumber() is { } number && other.AsNumber() is { } otherNumber
                ? number == otherNumber
                : Folding.Same(ToText(), other.ToText());

    /// <summary>The value as a number, or null where it is none.</summary>
    public virtual decimal? AsNumber() =>
        decimal.TryParse(ToText(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value as yes or no ("sí", "no", true, false), or null where it is neither.</summary>
    public virtual bool? AsTruth() => Folding.Fold(ToText()) switch
    {
        "si" or "true" or "yes" => true,
        "no" or "false" => false,
        _ => null,
    };

    /// <summary>The value of a part of a row, or null.</summary>
    public virtual Datum? Part(string name) => null;

    /// <summary>A text.</summary>
    public static Datum Of(string text) => new TextDatum(text);

    /// <summary>A number.</summary>
    public static Datum Of(decimal number) => new NumberDatum(number);

    /// <summary>A yes or no.</summary>
    public static Datum Of(bool truth) => new TruthDatum(truth);

    /// <summary>A list, in order.</summary>
    public static Datum Of(IEnumerable<Datum> items) => new ListDatum([.. items]);

    /// <summary>A row of named values.</summary>
    public static Datum Of(IEnumerable<KeyValuePair<string, Datum>> parts) =>
        new RowDatum(parts.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase));

    /// <summary>The value a JSON element holds; null for JSON null.</summary>
    public static Datum? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Of(json.GetString()!),
        JsonValueKind.Number => Of(json.GetDecimal()),
        JsonValueKind.True => Of(true),
        JsonValueKind.False => Of(false),
        JsonValueKind.Array => Of(json.EnumerateArray().Select(Of).OfType<Datum>()),
        JsonValueKind.Object => Of(json.EnumerateObject()
            .Select(p => (p.Name, Value: Of(p.Value))).Where(p => p.Value is not null)
            .Select(p => KeyValuePair.Create(p.Name, p.Value!))),
        _ => null,
    };
}

/// <summary>Text.</summary>
public sealed record TextDatum(string Text) : Datum
{
    /// <inheritdoc/>
    public override string ToText() => Text;

    /// <inheritdoc/>
    public override bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}

/// <summary>A number, exact.</summary>
public sealed record NumberDatum(decimal Number) : Datum
{
    /// <inheritdoc/>
    public override string ToText() => Number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override decimal? AsNumber() => Number;
}

/// <summary>Yes or no.</summary>
public sealed record TruthDatum(bool Truth) : Datum
{
    /// <inheritdoc/>
    public override string ToText() => Truth ? "Sí" : "No";

    /// <inheritdoc/>
    public override bool? AsTruth() => Truth;
}

/// <summary>Several values, in order.</summary>
public sealed record ListDatum(ImmutableArray<Datum> Items) : Datum
{
    /// <inheritdoc/>
    public override string ToText() => string.Join(", ", Items.Select(i => i.ToText()));

    /// <inheritdoc/>
    public override bool IsEmpty => Items.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(ListDatum? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);
}

/// <summary>Named values, such as a record that was found.</summary>
public sealed record RowDatum(ImmutableSortedDictionary<string, Datum> Parts) : Datum
{
    /// <inheritdoc/>
    public override string ToText() => string.Join(", ", Parts.Select(p => $"{p.Key}: {p.Value.ToText()}"));

    /// <inheritdoc/>
    public override bool IsEmpty => Parts.IsEmpty;

    /// <inheritdoc/>
    public override Datum? Part(string name) => Parts.GetValueOrDefault(name);

    /// <inheritdoc/>
    public bool Equals(RowDatum? other) =>
        other is not null && Parts.Count == other.Parts.Count && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(17, (hash, part) => HashCode.Combine(hash, part.Key, part.Value));
}

/// <summary>A <see cref="Datum"/> is written as the plain JSON it stands for.</summary>
public sealed class DatumJson : JsonConverter<Datum>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(Datum).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override Datum? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Datum.Of(JsonElement.ParseValue(ref reader));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Datum value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case TextDatum text: writer.WriteStringValue(text.Text); break;
            case NumberDatum number: writer.WriteNumberValue(number.Number); break;
            case TruthDatum truth: writer.WriteBooleanValue(truth.Truth); break;
            case ListDatum list:
                writer.WriteStartArray();
                foreach (var item in list.Items) Write(writer, item, options);
                writer.WriteEndArray();
                break;
            case RowDatum row:
                writer.WriteStartObject();
                foreach (var (name, part) in row.Parts)
                {
                    writer.WritePropertyName(name);
                    Write(writer, part, options);
                }

                writer.WriteEndObject();
                break;
        }
    }
}

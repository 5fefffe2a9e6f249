using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Atiende.Storage;

/// <summary>Columns that hold a value as JSON: text on SQLite, <c>jsonb</c> on PostgreSQL.</summary>
public static class JsonColumns
{
    private const string Annotation = "Atiende:Json";

    /// <summary>How values are written: camel case, enums by name, accents as they are, nulls left out.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Stores the property as JSON. It is compared by its text, so change it by giving it a new value.</summary>
    /// <remarks><c>jsonb</c> does not keep the order of keys: what is hashed or signed is kept as text instead.</remarks>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) where T : notnull
    {
        property.HasConversion(
            new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
            new ValueComparer<T>(
                (one, other) => Write(one) == Write(other),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => Read<T>(Write(value))));
        property.Metadata.SetAnnotation(Annotation, true);
        return property;
    }

    internal static bool IsJson(IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;

    private static string Write<T>(T? value) => JsonSerializer.Serialize(value, Options);

    private static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("null where a value was stored");
}

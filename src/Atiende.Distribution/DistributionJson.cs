using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Distribution;

/// <summary>How events and decisions are stored as JSON: instants as ISO 8601 with all their digits, durations round-trip (<c>0:00:00:15</c>), names of enumerations.</summary>
public static class DistributionJson
{
    /// <summary>The options to serialise with.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new Texts<Instant>(InstantPattern.ExtendedIso), new Texts<Duration>(DurationPattern.Roundtrip) },
    };

    private sealed class Texts<T>(IPattern<T> pattern) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            pattern.Parse(reader.GetString() ?? "") is { Success: true } read ? read.Value : throw new JsonException($"not a {typeof(T).Name}: {reader.GetString()}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }
}

using System.Reflection;
using System.Text.Json.Nodes;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Procedures.Reading;

/// <summary>The JSON Schema of a file kind, drawn from the same records that read it (JSON Schema 2020-12).</summary>
public static class JsonSchema
{
    /// <summary>The schema of the file whose root is this record.</summary>
    public static JsonObject Of(Type root, string title)
    {
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (var (key, value) in Record(root, definitions).ToList())
            schema[key] = value?.DeepClone();
        schema["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema;
    }

    private static JsonObject Record(Type type, SortedDictionary<string, JsonNode> definitions)
    {
        var shape = Shape.Of(type);
        if (shape.Variants.Count > 0)
        {
            return new()
            {
                ["type"] = "object",
                ["minProperties"] = 1,
                ["maxProperties"] = 1,
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject(shape.Variants.OrderBy(v => v.Key, StringComparer.Ordinal)
                    .Select(v => KeyValuePair.Create(v.Key, (JsonNode?)Type(v.Value, definitions)))),
            };
        }

        var properties = new JsonObject();
        foreach (var key in shape.Keys)
        {
            var property = Type(key.Property.PropertyType, definitions);
            if (key.Means is not null) property["description"] = key.Means;
            properties[key.Key] = property;
        }

        var made = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (type.GetCustomAttribute<MeansAttribute>() is { } means) made["description"] = means.Text;
        if (shape.Keys.Any(k => k.Required))
            made["required"] = new JsonArray([.. shape.Keys.Where(k => k.Required).Select(k => (JsonNode)k.Key)]);
        return shape.Short is null
            ? made
            : new() { ["anyOf"] = new JsonArray(made, Type(shape.Short.Property.PropertyType, definitions)) };
    }

    private static JsonObject Type(Type type, SortedDictionary<string, JsonNode> definitions)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(int)) return new() { ["type"] = "integer" };
        if (type == typeof(decimal)) return new() { ["type"] = "number" };
        if (type == typeof(NodaTime.LocalDate)) return new() { ["type"] = "string", ["format"] = "date" };
        if (type == typeof(NodaTime.LocalTime)) return new() { ["type"] = "string", ["pattern"] = "^[0-2]\\d:[0-5]\\d$" };
        if (type == typeof(string) || type == typeof(Name)) return new() { ["type"] = new JsonArray("string", "number", "boolean") };
        if (type == typeof(Datum)) return [];
        if (type.IsEnum) return new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)Shape.Kebab(n))]) };
        if (YamlBinder.IsList(type, out var item)) return new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = Type(item, definitions) }, Type(item, definitions)) };
        if (YamlBinder.IsMap(type, out item)) return new() { ["type"] = "object", ["additionalProperties"] = Type(item, definitions) };

        var name = Shape.Kebab(type.Name);
        if (definitions.TryAdd(name, new JsonObject()))
        {
            var record = Record(type, definitions);
            definitions[name] = type == typeof(FactTest)
                ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "array") }, record) }
                : record;
        }

        return new() { ["$ref"] = $"#/$defs/{name}" };
    }
}

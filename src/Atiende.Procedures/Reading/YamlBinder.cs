using System.Collections;
using System.Globalization;
using System.Reflection;
using Atiende.Procedures.Language;
using Atiende.Values;
using NodaTime.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Atiende.Procedures.Reading;

/// <summary>
/// Reads YAML nodes into records by their <see cref="Shape"/>. It goes on after a fault, so that one reading shows them all;
/// what could not be read is left null, and a record with faults is never handed on by its callers.
/// </summary>
public sealed class YamlBinder(string file, ICollection<Fault> faults)
{
    private static readonly string[] Truths = ["true", "false"];

    /// <summary>Reads a whole file's root into a record; null where it cannot be made.</summary>
    public T? Bind<T>(YamlNode root)
        where T : class => (T?)Bind(typeof(T), root, "the file");

    private object? Bind(Type type, YamlNode node, string what)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(FactTest)) return Test(node);
        if (type == typeof(Datum)) return Value(node);
        if (IsList(type, out var item)) return List(item, node, what);
        if (IsMap(type, out item)) return Map(item, node, what);
        if (IsScalar(type)) return Scalar(type, node, what);
        return Record(type, node, what);
    }

    private object? Record(Type type, YamlNode node, string what)
    {
        var shape = Shape.Of(type);
        if (shape.Variants.Count > 0) return Variant(shape, node, what);

        if (node is not YamlMappingNode map)
        {
            if (shape.Short is not null) return FromShort(shape, node);

            Wrong(node, $"{Cap(what)} must be a map", $"Write keys such as {Some(shape)}");
            return null;
        }

        var made = Make(shape, map);
        var before = faults.Count;
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (keyNode, value) in map.Children)
        {
            var written = (keyNode as YamlScalarNode)?.Value ?? "";
            var key = shape.Keys.FirstOrDefault(k => k.Key == written);
            if (key is null) Wrong(keyNode, $"Unknown key '{written}' in {Thing(shape)}", $"Known keys: {string.Join(", ", shape.Keys.Select(k => k.Key))}");
            else if (!given.Add(written)) Wrong(keyNode, $"Key '{written}' stands twice", "Keep one");
            else Fill(made, key, value);
        }

        // A scalar whose own place failed has said so already.
        foreach (var key in shape.Keys.Where(k => k.Required && !given.Contains(k.Key)))
            Wrong(map, $"{Cap(Thing(shape))} lacks '{key.Key}'", key.Means ?? "Add it");

        return faults.Count == before ? made : null;
    }

    private object? FromShort(Shape shape, YamlNode node)
    {
        var made = Make(shape, node);
        var before = faults.Count;
        var key = shape.Short!;
        // `end: return` is a kind, `end: { continues-in: X }` a map: both are the same record.
        Fill(made, key, node);
        foreach (var other in shape.Keys.Where(k => k.Required && k != key))
            Wrong(node, $"{Cap(Thing(shape))} lacks '{other.Key}'", $"Write it as a map: {{ {key.Key}: …, {other.Key}: … }}");

        return faults.Count == before ? made : null;
    }

    private object? Variant(Shape shape, YamlNode node, string what)
    {
        if (node is YamlMappingNode { Children.Count: 1 } map && map.Children.First() is { Key: YamlScalarNode { Value: { } kind } } only)
        {
            if (shape.Variants.TryGetValue(kind, out var variant)) return Record(variant, only.Value, kind);

            Wrong(only.Key, $"Unknown {Thing(shape)} '{kind}'", $"One of: {string.Join(", ", shape.Variants.Keys.Order(StringComparer.Ordinal))}");
            return null;
        }

        Wrong(node, $"{Cap(what)} must be a map with one key, the kind", $"One of: {string.Join(", ", shape.Variants.Keys.Order(StringComparer.Ordinal))}");
        return null;
    }

    private object Make(Shape shape, YamlNode node)
    {
        // Required members are checked against the file, so the constructor is called without them.
        var made = Activator.CreateInstance(shape.Type)!;
        shape.Place?.SetValue(made, node.At(file));
        foreach (var key in shape.Keys.Where(k => k.Property.GetValue(made) is null && IsList(k.Property.PropertyType, out _)))
            key.Property.SetValue(made, Empty(key.Property.PropertyType));
        return made;
    }

    private void Fill(object made, ShapeKey key, YamlNode value)
    {
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "null" or "~" or null })
        {
            if (!key.MayBeNull) Wrong(value, $"'{key.Key}' is empty", key.Means ?? "Give it a value, or leave the key out");
            return;
        }

        if (Bind(key.Property.PropertyType, value, $"'{key.Key}'") is { } bound) key.Property.SetValue(made, bound);
    }

    private object List(Type item, YamlNode node, string what)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        // One thing may be written without its brackets.
        IEnumerable<YamlNode> nodes = node is YamlSequenceNode sequence ? sequence.Children : [node];
        foreach (var child in nodes)
        {
            if (Bind(item, child, $"an item of {what}") is { } bound) list.Add(bound);
        }

        return list;
    }

    private object? Map(Type item, YamlNode node, string what)
    {
        if (node is not YamlMappingNode map)
        {
            Wrong(node, $"{Cap(what)} must be a map of names and values", "Write { name: value, … }");
            return null;
        }

        var made = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), item), StringComparer.OrdinalIgnoreCase)!;
        foreach (var (key, value) in map.Children)
        {
            if (Bind(item, value, $"'{key}'") is not { } bound) continue;

            var name = ((YamlScalarNode)key).Value!;
            if (made.Contains(name)) Wrong(key, $"Key '{name}' stands twice", "Keep one");
            made[name] = bound;
        }

        return made;
    }

    private object? Scalar(Type type, YamlNode node, string what)
    {
        if (node is not YamlScalarNode { Value: { } text } scalar)
        {
            Wrong(node, $"{Cap(what)} must be one value, not {(node is YamlSequenceNode ? "a list" : "a map")}", "Write it on one line");
            return null;
        }

        if (type == typeof(string)) return text.Trim();
        if (type == typeof(Name)) return new Name(text.Trim(), scalar.At(file));
        if (type == typeof(bool)) return Array.IndexOf(Truths, text) is var i and >= 0 ? i == 0 : No($"'{text}' is neither true nor false", "Write true or false");
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : No($"'{text}' is no whole number", "Write digits only");
        if (type == typeof(decimal)) return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : No($"'{text}' is no number", "Write digits, with a point for decimals");
        if (type == typeof(NodaTime.LocalDate)) return LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : No($"'{text}' is no date", "Write it as 2026-12-31");
        if (type == typeof(NodaTime.LocalTime)) return LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true } time ? time.Value : No($"'{text}' is no time", "Write it as 08:30, in quotes");
        if (type.IsEnum) return EnumValue(type, text);
        throw new NotSupportedException($"No way to read a {type.Name} from YAML.");

        object? No(string wrong, string right)
        {
            Wrong(node, $"{Cap(what)}: {wrong}", right);
            return null;
        }

        object? EnumValue(Type kind, string written)
        {
            foreach (var value in Enum.GetValues(kind))
            {
                if (Shape.Kebab(value.ToString()!) == written) return value;
            }

            return No($"'{written}' is not one of its values", $"One of: {string.Join(", ", Enum.GetNames(kind).Select(Shape.Kebab))}");
        }
    }

    private FactTest? Test(YamlNode node)
    {
        var at = node.At(file);
        switch (node)
        {
            case YamlMappingNode: return (FactTest?)Record(typeof(FactTest), node, "a test");
            case YamlSequenceNode list: return new() { At = at, OneOf = [.. list.Children.Select(Value).OfType<Datum>()] };
            default: return Value(node) is { } value ? new() { At = at, OneOf = [value] } : null;
        }
    }

    /// <summary>A value of YAML's core schema: true, 12.5, or text.</summary>
    private Datum? Value(YamlNode node)
    {
        switch (node)
        {
            case YamlSequenceNode list: return Datum.Of(list.Children.Select(Value).OfType<Datum>());
            case YamlMappingNode map:
                return Datum.Of(map.Children
                    .Select(p => (Key: ((YamlScalarNode)p.Key).Value!, Value: Value(p.Value)))
                    .Where(p => p.Value is not null)
                    .Select(p => KeyValuePair.Create(p.Key, p.Value!)));
            case YamlScalarNode { Style: not ScalarStyle.Plain, Value: { } quoted }: return Datum.Of(quoted);
            case YamlScalarNode { Value: "true" or "false" } truth: return Datum.Of(truth.Value == "true");
            case YamlScalarNode { Value: { } text } when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && !HasLeadingZero(text):
                return Datum.Of(number);
            case YamlScalarNode { Value: { Length: > 0 } text }: return Datum.Of(text);
            default:
                Wrong(node, "A value is empty", "Give it a value, or leave the key out");
                return null;
        }
    }

    // 007 and 04400001 are codes, not numbers.
    private static bool HasLeadingZero(string text) => text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]);

    private static bool IsScalar(Type type) =>
        type == typeof(string) || type == typeof(Name) || type.IsPrimitive || type == typeof(decimal) || type.IsEnum
        || type == typeof(NodaTime.LocalDate) || type == typeof(NodaTime.LocalTime);

    internal static bool IsList(Type type, out Type item)
    {
        item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : typeof(void);
        return item != typeof(void);
    }

    internal static bool IsMap(Type type, out Type item)
    {
        item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : typeof(void);
        return item != typeof(void);
    }

    private static Array Empty(Type list) => Array.CreateInstance(list.GetGenericArguments()[0], 0);

    private static string Thing(Shape shape)
    {
        var name = shape.Type.GetCustomAttribute<VariantAttribute>()?.Key ?? Shape.Kebab(shape.Type.Name).Replace('-', ' ');
        return ("aeiou".Contains(name[0], StringComparison.Ordinal) ? "an " : "a ") + name;
    }

    private static string Some(Shape shape) => string.Join(", ", shape.Keys.Where(k => k.Required).Concat(shape.Keys).Distinct().Take(4).Select(k => k.Key));

    private static string Cap(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Wrong(YamlNode node, string wrong, string right) => faults.Add(new(node.At(file), wrong, right));
}

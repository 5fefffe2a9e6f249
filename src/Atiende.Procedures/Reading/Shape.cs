using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Atiende.Procedures.Reading;

/// <summary>How a record is written in a file: its keys, which are required, what each means. Read once by reflection.</summary>
public sealed class Shape
{
    private static readonly ConcurrentDictionary<Type, Shape> Known = new();

    private Shape(Type type)
    {
        Type = type;
        Place = type.GetProperty("At") is { } at && at.PropertyType == typeof(Place) ? at : null;
        Keys = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.PropertyType != typeof(Place) && p.Name != "EqualityContract")
            .OrderBy(p => Depth(p.DeclaringType!)).ThenBy(p => p.MetadataToken)
            .Select(p => new ShapeKey(p))];
        Short = Array.Find([.. Keys], k => k.Property.IsDefined(typeof(ShortAttribute)));
        Variants = type.IsAbstract
            ? type.Assembly.GetTypes().Where(t => t.IsSubclassOf(type) && t.IsDefined(typeof(VariantAttribute)))
                .ToDictionary(t => t.GetCustomAttribute<VariantAttribute>()!.Key, StringComparer.Ordinal)
            : [];
    }

    /// <summary>The record.</summary>
    public Type Type { get; }

    /// <summary>Where the record remembers its place, if it does.</summary>
    public PropertyInfo? Place { get; }

    /// <summary>The keys, base records' first.</summary>
    public IReadOnlyList<ShapeKey> Keys { get; }

    /// <summary>The key that a bare scalar or list stands for.</summary>
    public ShapeKey? Short { get; }

    /// <summary>For an abstract record: the one key that names each variant.</summary>
    public IReadOnlyDictionary<string, Type> Variants { get; }

    /// <summary>The shape of a record type.</summary>
    public static Shape Of(Type type) => Known.GetOrAdd(type, t => new Shape(t));

    /// <summary>PascalCase to kebab-case: <c>InForceFrom</c> to <c>in-force-from</c>.</summary>
    public static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }

        return kebab.ToString();
    }

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}

/// <summary>One key of a record.</summary>
public sealed class ShapeKey(PropertyInfo property)
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The property it fills.</summary>
    public PropertyInfo Property { get; } = property;

    /// <summary>The key as written.</summary>
    public string Key { get; } = property.GetCustomAttribute<KeyAttribute>()?.Key ?? Shape.Kebab(property.Name);

    /// <summary>Whether it must be there.</summary>
    public bool Required { get; } = property.IsDefined(typeof(RequiredMemberAttribute));

    /// <summary>What it means.</summary>
    public string? Means { get; } = property.GetCustomAttribute<MeansAttribute>()?.Text;

    /// <summary>Whether it may be null.</summary>
    public bool MayBeNull { get; } = MayBe(property);

    private static bool MayBe(PropertyInfo property)
    {
        lock (Nullability) return Nullability.Create(property).WriteState is NullabilityState.Nullable;
    }
}

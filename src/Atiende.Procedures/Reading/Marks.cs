namespace Atiende.Procedures.Reading;

/// <summary>What a key means, for the reader of a schema or of an error.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field)]
public sealed class MeansAttribute(string text) : Attribute
{
    /// <summary>One English sentence.</summary>
    public string Text { get; } = text;
}

/// <summary>The key in the file, where it is not the property's name in kebab-case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string key) : Attribute
{
    /// <summary>The key as written in YAML.</summary>
    public string Key { get; } = key;
}

/// <summary>The one key under which a variant of an abstract record is written, such as <c>mail: { … }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VariantAttribute(string key) : Attribute
{
    /// <summary>The key as written in YAML.</summary>
    public string Key { get; } = key;
}

/// <summary>The property that a bare scalar stands for: <c>print: boleta</c> for <c>print: { document: boleta }</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShortAttribute : Attribute;

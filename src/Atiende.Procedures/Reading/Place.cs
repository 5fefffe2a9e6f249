namespace Atiende.Procedures.Reading;

/// <summary>Where something stands: file relative to its folder, line and column counted from 1.</summary>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>A name as it was written, with the place where it stands, so that an error can point at it.</summary>
public readonly record struct Name(string Value, Place At)
{
    /// <summary>The name alone.</summary>
    public static implicit operator string(Name name) => name.Value;

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What is wrong at a place, and what would be right.</summary>
/// <param name="At">Where.</param>
/// <param name="Wrong">What is wrong, with the offending words.</param>
/// <param name="Right">What would be right.</param>
/// <param name="IsWarning">Whether it may be loaded all the same.</param>
public sealed record Fault(Place At, string Wrong, string Right, bool IsWarning = false)
{
    /// <inheritdoc/>
    public override string ToString() => $"{At}: {(IsWarning ? "warning: " : "")}{Wrong}. {Right}";
}

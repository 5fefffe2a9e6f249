namespace Atiende.Fabric;

/// <summary>Things of a room that the pack gives a period (<c>retention.yaml</c>). Found by its type.</summary>
public interface IRetained
{
    /// <summary>The key of <c>retention.yaml</c> that it obeys, such as <c>cases</c>.</summary>
    string Kind { get; }

    /// <summary>How many are due.</summary>
    Task<int> Count(RetentionRule rule, CancellationToken cancel);

    /// <summary>Drops or anonymises some of those that are due, at most so many, in a transaction of its own.</summary>
    /// <returns>How many; less than was allowed where none is left.</returns>
    Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel);
}

/// <summary>Says which cases were closed, to what is kept as long as they are.</summary>
public interface IClosedCases
{
    /// <summary>Those closed before a moment.</summary>
    IQueryable<Guid> ClosedBefore(DateTimeOffset moment);
}

/// <summary>A period of the pack at a moment.</summary>
/// <param name="Kind">The key of <c>retention.yaml</c>.</param>
/// <param name="Of">The case type; null for what has none.</param>
/// <param name="States">Only these states; empty for any.</param>
/// <param name="Days">How long it is kept.</param>
/// <param name="Why">Why so long.</param>
/// <param name="Before">What ended before it is due.</param>
public sealed record RetentionRule(string Kind, string? Of, IReadOnlyList<string> States, int Days, string Why, DateTimeOffset Before);

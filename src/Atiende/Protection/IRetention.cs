namespace Atiende.Protection;

/// <summary>Forgets what the pack's periods say is over.</summary>
public interface IRetention
{
    /// <summary>What a run now would do, period by period; changes nothing.</summary>
    Task<IReadOnlyList<RetentionWork>> Preview(CancellationToken cancel);

    /// <summary>Does it now; what was done is kept as a report.</summary>
    Task<IReadOnlyList<RetentionWork>> Run(string by, CancellationToken cancel);
}

/// <summary>A period, and how many it concerns.</summary>
/// <param name="Kind">The key of <c>retention.yaml</c>.</param>
/// <param name="Of">The case type's id; null for what has none.</param>
/// <param name="States">Only in these states, by id.</param>
/// <param name="Days">How long it is kept.</param>
/// <param name="Why">Why so long.</param>
/// <param name="Count">How many.</param>
public sealed record RetentionWork(string Kind, string? Of, IReadOnlyList<string> States, int Days, string Why, int Count);

namespace Atiende.Cases;

/// <summary>How cases with a clock fare over time: those that came in within each span, and how they stand now.</summary>
public interface ICaseTrends
{
    /// <summary>Counts by span, oldest first; only an area's, or a reason's, where one is given.</summary>
    Task<IReadOnlyList<CaseTrend>> Of(IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans, string? area, string? reason, CancellationToken cancel);
}

/// <summary>Cases that came in within a span.</summary>
/// <param name="From">From when.</param>
/// <param name="To">Before when.</param>
/// <param name="Entered">How many came in.</param>
/// <param name="Derived">Of these, how many an area has or had to work on.</param>
/// <param name="InTime">Answered in time.</param>
/// <param name="Waiting">Not answered, with time left.</param>
/// <param name="Soon">Of those waiting, about to be late.</param>
/// <param name="Late">Answered late, or overdue.</param>
public sealed record CaseTrend(DateTimeOffset From, DateTimeOffset To, int Entered, int Derived, int InTime, int Waiting, int Soon, int Late);

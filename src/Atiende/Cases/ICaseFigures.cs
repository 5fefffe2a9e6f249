namespace Atiende.Cases;

/// <summary>What was promised of the organisation's cases, and how it is kept: the indicators of the pack that count a clock.</summary>
public interface ICaseFigures
{
    /// <summary>Each promised service level, live, in the pack's order; none where the pack has no such indicator.</summary>
    Task<IReadOnlyList<CaseServiceLevel>> ServiceLevels(CaseFigureScope scope, CancellationToken cancel);

    /// <summary>The cases behind a number, the soonest due first; null where there is no such indicator.</summary>
    Task<CasePage?> Behind(string indicator, CaseFigurePart part, CaseFigureScope scope, int page, int size, CancellationToken cancel);
}

/// <summary>Which cases are counted: those that came in from one instant on and before another.</summary>
public sealed record CaseFigureScope(DateTimeOffset Since, DateTimeOffset? Before = null)
{
    /// <summary>Only these, as a query over the same database; whatever the asker may see, without it.</summary>
    public IQueryable<Guid>? Among { get; init; }
}

/// <summary>A service level: answered within its term, of all whose term is decided.</summary>
/// <param name="Indicator">The indicator's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Numerator">What is counted, in the pack's words.</param>
/// <param name="Denominator">Out of what.</param>
/// <param name="Target">What was promised, in percent; null where nothing was.</param>
/// <param name="InTime">Stopped in time.</param>
/// <param name="OutOfTime">Stopped too late.</param>
/// <param name="Late">Not stopped, and late.</param>
/// <param name="Running">Not stopped, and still in time: not counted yet.</param>
public sealed record CaseServiceLevel(
    string Indicator, string Name, string Numerator, string? Denominator, decimal? Target, int InTime, int OutOfTime, int Late, int Running)
{
    /// <summary>Those whose term is decided.</summary>
    public int Decided => InTime + OutOfTime + Late;

    /// <summary>Percent in time; null where none is decided.</summary>
    public double? Percent => Decided > 0 ? 100.0 * InTime / Decided : null;

    /// <summary>Whether what was promised is kept; null where nothing was promised or none is decided.</summary>
    public bool? IsKept => Target is { } target && Percent is { } percent ? percent >= (double)target : null;
}

/// <summary>A number of a service level.</summary>
public enum CaseFigurePart
{
    InTime,
    OutOfTime,
    Late,
    Running,
}

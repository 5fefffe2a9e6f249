using Atiende.Measures;
using NodaTime;

namespace Atiende.Cases;

/// <summary>The clocks of cases: by when each must be answered, how that was counted, and what is about to be late.</summary>
public interface ICaseClocks
{
    /// <summary>A case's clocks in the order in which they began, and the times of its paper; null for who may not see the case.</summary>
    Task<CaseTimes?> Of(Guid @case, CancellationToken cancel);

    /// <summary>The open cases that are late or soon will be, of those that the asker may see: by due time, so many at most.</summary>
    Task<IReadOnlyList<CaseComingDue>> ComingDue(int most, CancellationToken cancel);
}

/// <summary>The times of a case.</summary>
/// <param name="Signed">The date written on the paper that it came on; null where none is.</param>
/// <param name="Entered">When it was entered: from here its clocks are counted.</param>
/// <param name="Clocks">Its clocks.</param>
public sealed record CaseTimes(LocalDate? Signed, DateTimeOffset Entered, IReadOnlyList<CaseClockView> Clocks);

/// <summary>A clock of a case, as it stands now.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="State">How it stands; null where the case was closed before it mattered.</param>
/// <param name="Started">From when it is counted.</param>
/// <param name="Due">By when; null while it is paused.</param>
/// <param name="Share">How much of its term has passed; 1 is all.</param>
/// <param name="Why">How the due time was counted.</param>
/// <param name="PausedSince">Since when it is paused.</param>
/// <param name="PausedWhy">Why it is paused.</param>
/// <param name="Stopped">When it was stopped.</param>
/// <param name="Warnings">The shares, in percent, at which it warns or escalates.</param>
public sealed record CaseClockView(
    string Name, ClockState? State, DateTimeOffset Started, DateTimeOffset? Due, double Share, string Why, DateTimeOffset? PausedSince, string? PausedWhy,
    DateTimeOffset? Stopped, IReadOnlyList<int> Warnings);

/// <summary>A case that is late or soon will be.</summary>
/// <param name="Case">The case.</param>
/// <param name="Clock">The clock that is next.</param>
public sealed record CaseComingDue(CaseSummary Case, CaseClockView Clock);

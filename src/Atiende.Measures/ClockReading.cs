using Atiende.Values;
using NodaTime;

namespace Atiende.Measures;

/// <summary>What a clock shows at an instant.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Due">By when; null while it is paused.</param>
/// <param name="Share">How much of the term has passed: 1 is all of it, more is late.</param>
/// <param name="Elapsed">The time that counted, in the term's own measure: open hours where it is counted in them.</param>
/// <param name="Why">How the due time was counted, pauses with their reasons.</param>
public sealed record ClockReading(ClockState State, Instant? Due, double Share, Duration Elapsed, Bilingual Why);

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>It runs, and its time is not over.</summary>
    Running,

    /// <summary>It does not run, for a reason.</summary>
    Paused,

    /// <summary>It runs past its time.</summary>
    Late,

    /// <summary>It was stopped in time.</summary>
    InTime,

    /// <summary>It was stopped too late.</summary>
    OutOfTime,
}

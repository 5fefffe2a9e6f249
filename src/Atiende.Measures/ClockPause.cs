using Atiende.Values;
using NodaTime;

namespace Atiende.Measures;

/// <summary>A time in which a clock does not run.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The instant from which the clock runs again; null while it is paused.</param>
/// <param name="Reason">Why, in words for people.</param>
public sealed record ClockPause(Instant From, Instant? To, Bilingual Reason);

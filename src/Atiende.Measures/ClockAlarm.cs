using System.Globalization;
using NodaTime;

namespace Atiende.Measures;

/// <summary>Something that a clock says when a share of its term has passed.</summary>
/// <param name="Kind">Whether it warns or escalates.</param>
/// <param name="Percent">The share, in percent.</param>
/// <param name="To">The role or unit that is told; null where the rule names nobody.</param>
/// <param name="At">When that share has passed; null where a pause has no end yet.</param>
public sealed record ClockAlarm(ClockAlarmKind Kind, int Percent, string? To, Instant? At)
{
    /// <summary>What tells it from the other alarms of its clock, whenever it comes: by it, it is said once.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{(Kind is ClockAlarmKind.Warning ? "warn" : "escalate")}:{Percent}{(To is null ? "" : $":{To}")}");
}

/// <summary>What an alarm is for.</summary>
public enum ClockAlarmKind
{
    /// <summary>For whoever must work.</summary>
    Warning,

    /// <summary>For whoever must see that it is done.</summary>
    Escalation,
}

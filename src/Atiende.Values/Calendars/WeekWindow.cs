using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Atiende.Values.Calendars;

/// <summary>
/// A part of the week, from a weekday and time THROUGH another, both inside, at minute grain: Monday 00:00 through
/// Friday 12:00 holds Friday 12:00:59 and not 12:01. It may pass the week's end: Friday 18:00 through Monday 06:00.
/// </summary>
/// <param name="FromDay">The weekday it begins on.</param>
/// <param name="From">The first minute inside.</param>
/// <param name="ThroughDay">The weekday it ends on.</param>
/// <param name="Through">The last minute inside.</param>
public sealed record WeekWindow(IsoDayOfWeek FromDay, LocalTime From, IsoDayOfWeek ThroughDay, LocalTime Through)
{
    /// <summary>Whether a wall-clock time lies inside.</summary>
    public bool Contains(LocalDateTime at)
    {
        var minute = MinuteOf(at.DayOfWeek, at.TimeOfDay);
        var (from, through) = (MinuteOf(FromDay, From), MinuteOf(ThroughDay, Through));
        return from <= through ? from <= minute && minute <= through : minute >= from || minute <= through;
    }

    /// <summary>Reads its two ends, "mon 00:00" and "fri 12:00", in Spanish or English. Through 24:00 is through 23:59.</summary>
    public static bool TryParse(
        string? from, string? through, [NotNullWhen(true)] out WeekWindow? window, [NotNullWhen(false)] out FieldProblem? problem)
    {
        window = TryEnd(from, out var fromDay, out var first) && first < WorkInterval.DayMinutes
            && TryEnd(through, out var throughDay, out var last)
            ? new(fromDay, LocalTime.FromMinutesSinceMidnight(first),
                throughDay, LocalTime.FromMinutesSinceMidnight(Math.Min(last, WorkInterval.DayMinutes - 1)))
            : null;
        problem = window is not null
            ? null
            : new("week-window.form", "Los extremos de la ventana se escriben con día y hora, como «lunes 00:00» y «viernes 12:00».",
                "The ends of the window are written as day and time, as in \"mon 00:00\" and \"fri 12:00\".");
        return window is not null;
    }

    private static bool TryEnd(string? text, out IsoDayOfWeek day, out int minutes)
    {
        (day, minutes) = (IsoDayOfWeek.None, 0);
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && Weekdays.TryParse(words[0], out day) && ClockTime.TryParse(words[1], out minutes);
    }

    private static int MinuteOf(IsoDayOfWeek day, LocalTime time) =>
        ((int)day - 1) * WorkInterval.DayMinutes + time.Hour * 60 + time.Minute;
}

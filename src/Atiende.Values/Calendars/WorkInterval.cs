using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;

namespace Atiende.Values.Calendars;

/// <summary>A stretch of one day, in minutes since its midnight: from the first, up to but without the second (24:00 is 1440).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WorkInterval
{
    /// <summary>Minutes in a day of the clock.</summary>
    public const int DayMinutes = 24 * 60;

    /// <summary>A stretch from one minute of the day to a later one.</summary>
    public WorkInterval(int fromMinute, int toMinute)
    {
        if (fromMinute < 0 || toMinute > DayMinutes || fromMinute >= toMinute)
            throw new ArgumentOutOfRangeException(nameof(toMinute), $"{fromMinute} to {toMinute} is no stretch of one day.");
        (FromMinute, ToMinute) = (fromMinute, toMinute);
    }

    /// <summary>First minute inside.</summary>
    public int FromMinute { get; }

    /// <summary>First minute after it.</summary>
    public int ToMinute { get; }

    /// <summary>00:00 to 24:00.</summary>
    public static WorkInterval WholeDay { get; } = new(0, DayMinutes);

    /// <summary>00:00 to 12:00.</summary>
    public static WorkInterval Morning { get; } = new(0, DayMinutes / 2);

    /// <summary>12:00 to 24:00.</summary>
    public static WorkInterval Afternoon { get; } = new(DayMinutes / 2, DayMinutes);

    /// <summary>Reads "08:00-12:30"; the end may be 24:00. A night is two: "22:00-24:00" and, the next day, "00:00-06:00".</summary>
    public static bool TryParse(string? text, out WorkInterval interval, [NotNullWhen(false)] out FieldProblem? problem)
    {
        interval = default;
        problem = null;
        var ends = (text ?? "").Split('-', '–');
        if (ends.Length != 2 || !ClockTime.TryParse(ends[0], out var from) || !ClockTime.TryParse(ends[1], out var to))
            problem = new("interval.form", "El horario se escribe HH:mm-HH:mm, como 08:00-12:30.", "Hours are written HH:mm-HH:mm, as in 08:00-12:30.");
        else if (from >= to)
            problem = new("interval.order", "El horario debe terminar después de empezar; parta en dos el que pasa la medianoche.",
                "Hours must end after they begin; split in two what passes midnight.");
        else
            interval = new(from, to);
        return problem is null;
    }

    /// <summary>What is left of this stretch when another is taken out: none, one or two pieces.</summary>
    public IEnumerable<WorkInterval> Without(WorkInterval closed)
    {
        if (closed.ToMinute <= FromMinute || closed.FromMinute >= ToMinute)
        {
            yield return this;
            yield break;
        }

        if (closed.FromMinute > FromMinute)
            yield return new(FromMinute, closed.FromMinute);
        if (closed.ToMinute < ToMinute)
            yield return new(closed.ToMinute, ToMinute);
    }

    /// <summary>"08:00-12:30".</summary>
    public override string ToString() => $"{ClockTime.Text(FromMinute)}-{ClockTime.Text(ToMinute)}";
}

/// <summary>Times of day as minutes, with the 24:00 that people write for a day's end.</summary>
internal static class ClockTime
{
    public static bool TryParse(string text, out int minutes)
    {
        minutes = 0;
        var parts = text.Trim().Split(':');
        if (parts.Length != 2 || parts[0].Length is < 1 or > 2 || parts[1].Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || minute > 59)
            return false;
        minutes = hour * 60 + minute;
        return minutes <= WorkInterval.DayMinutes;
    }

    public static string Text(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    public static LocalDateTime On(LocalDate date, int minutes) =>
        minutes == WorkInterval.DayMinutes
            ? date.PlusDays(1).AtMidnight()
            : date.At(LocalTime.FromMinutesSinceMidnight(minutes));
}

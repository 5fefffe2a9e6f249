using System.Globalization;
using Atiende.Procedures.Language;
using Atiende.Values.Calendars;
using NodaTime;
using NodaTime.Calendars;
using Period = Atiende.Procedures.Language.Period;

namespace Atiende.Inbox;

/// <summary>When the work of a period appears: its day and time in the organisation's zone.</summary>
internal static class PeriodicStarts
{
    // Where a start names no time, work appears as the day begins for people.
    private static readonly LocalTime Morning = new(8, 0);

    // Longest stretch of closed days that is looked back over.
    private const int ClosedDaysMost = 31;

    /// <summary>The last time at or before now that it appeared, and the period that this was for.</summary>
    public static (LocalDateTime At, string Period)? Latest(Start start, LocalDateTime now, WorkCalendar calendar)
    {
        var time = start.Time ?? Morning;
        return start.Every switch
        {
            Period.Day => LatestDay(time, now, calendar),
            Period.Week => LatestWeek(start.Day ?? 1, time, now),
            Period.Month => LatestOf(1, start.Day ?? 1, time, now, month => $"{month.Year}-{month.Month:00}"),
            Period.HalfYear => LatestOf(6, start.Day ?? 1, time, now, month => $"{month.Year}-S{(month.Month + 5) / 6}"),
            Period.Year => LatestOf(12, start.Day ?? 1, time, now, month => $"{month.Year}"),
            _ => null,
        };
    }

    // The work of a day is that of a day on which the organisation is open.
    private static (LocalDateTime, string)? LatestDay(LocalTime time, LocalDateTime now, WorkCalendar calendar)
    {
        var day = now.TimeOfDay >= time ? now.Date : now.Date.PlusDays(-1);
        for (var back = 0; back < ClosedDaysMost; back++, day = day.PlusDays(-1))
        {
            if (!calendar.HasHours || calendar.IsWorkingDay(day)) return (day + time, Iso(day));
        }

        return null;
    }

    private static (LocalDateTime, string)? LatestWeek(int weekday, LocalTime time, LocalDateTime now)
    {
        var at = now.Date.PlusDays(Math.Clamp(weekday, 1, 7) - (int)now.DayOfWeek) + time;
        if (at > now) at = at.PlusDays(-7);
        var weeks = WeekYearRules.Iso;
        return (at, $"{weeks.GetWeekYear(at.Date)}-W{weeks.GetWeekOfWeekYear(at.Date):00}");
    }

    // Periods of so many months, the first of which begins the year; a day that the month has not is its last.
    private static (LocalDateTime, string)? LatestOf(int months, int day, LocalTime time, LocalDateTime now, Func<LocalDate, string> named)
    {
        var month = new LocalDate(now.Year, now.Month - (now.Month - 1) % months, 1);
        if (On(month, day, time) > now) month = month.PlusMonths(-months);
        return (On(month, day, time), named(month));
    }

    private static LocalDateTime On(LocalDate month, int day, LocalTime time) =>
        new LocalDate(month.Year, month.Month, Math.Clamp(day, 1, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month))) + time;

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

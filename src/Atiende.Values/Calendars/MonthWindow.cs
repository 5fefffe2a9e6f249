using NodaTime;

namespace Atiende.Values.Calendars;

/// <summary>
/// Days of the month, both ends inside: 25 through 31 is from the 25th through the last. A day that a month does not
/// have is its last. It may pass the month's end: 28 through 5.
/// </summary>
public sealed record MonthWindow
{
    /// <summary>The window between two days of the month, 1 to 31.</summary>
    public MonthWindow(int fromDay, int throughDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromDay, LastDay);
        ArgumentOutOfRangeException.ThrowIfLessThan(throughDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(throughDay, LastDay);
        (FromDay, ThroughDay) = (fromDay, throughDay);
    }

    /// <summary>The day that stands for a month's last.</summary>
    public const int LastDay = 31;

    /// <summary>First day inside.</summary>
    public int FromDay { get; }

    /// <summary>Last day inside.</summary>
    public int ThroughDay { get; }

    /// <summary>Whether a wall-clock time lies on one of its days, whatever the month.</summary>
    public bool Contains(LocalDateTime at) => Contains(at.Date);

    /// <summary>Whether a date is one of its days, whatever the month.</summary>
    public bool Contains(LocalDate date)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);
        var (from, through) = (Math.Min(FromDay, days), Math.Min(ThroughDay, days));
        return FromDay <= ThroughDay ? from <= date.Day && date.Day <= through : date.Day >= from || date.Day <= through;
    }

    /// <summary>Whether a wall-clock time lies in the window of the month before a date's: calls from the 25th of the month before expiry.</summary>
    public bool ContainsInMonthBefore(LocalDate reference, LocalDateTime at)
    {
        var (first, last) = InMonthBefore(reference);
        return first <= at.Date && at.Date <= last;
    }

    /// <summary>First and last date of the window that begins in the month before a date's.</summary>
    public (LocalDate First, LocalDate Last) InMonthBefore(LocalDate reference)
    {
        var month = new YearMonth(reference.Year, reference.Month).PlusMonths(-1);
        return (DayOf(month, FromDay), DayOf(FromDay <= ThroughDay ? month : month.PlusMonths(1), ThroughDay));
    }

    private static LocalDate DayOf(YearMonth month, int day) =>
        month.OnDayOfMonth(Math.Min(day, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)));
}

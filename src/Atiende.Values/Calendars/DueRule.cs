using NodaTime;

namespace Atiende.Values.Calendars;

/// <summary>What a term is counted in.</summary>
public enum DueUnit
{
    /// <summary>Hours of the clock, nights and holidays included.</summary>
    Hours,
    /// <summary>Days of the calendar: the same time of day, so many days on.</summary>
    Days,
    /// <summary>The end of the day it is counted from; the amount says nothing.</summary>
    SameDay,
    /// <summary>Hours in which the calendar is open.</summary>
    WorkingHours,
    /// <summary>Working days, the first not counted: the closing of the last.</summary>
    WorkingDays,
    /// <summary>The end of a day of the next month: 1 is its first.</summary>
    NextMonth,
}

/// <summary>By when something must be done, counted from an instant.</summary>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Amount">How many; the day for <see cref="DueUnit.NextMonth"/>.</param>
public sealed record DueRule(DueUnit Unit, int Amount)
{
    /// <summary>The end of the same day.</summary>
    public static DueRule EndOfDay { get; } = new(DueUnit.SameDay, 0);

    /// <summary>
    /// The last instant in time. The end of a day is its 23:59:59, so that it is shown with the day it belongs to.
    /// Throws <see cref="InvalidOperationException"/> when the calendar has too few open hours to count so far.
    /// </summary>
    public Instant Due(Instant from, WorkCalendar calendar)
    {
        var local = calendar.LocalOf(from);
        return Unit switch
        {
            DueUnit.Hours => from + Duration.FromHours(Counted),
            DueUnit.Days => Counted == 0 ? from : calendar.InstantOf(local.PlusDays(Counted)),
            DueUnit.SameDay => EndOf(local.Date, calendar),
            DueUnit.WorkingHours => calendar.AddWorkingTime(from, Duration.FromHours(Counted)),
            DueUnit.WorkingDays => Counted == 0 ? from : calendar.ClosingOf(calendar.AddWorkingDays(local.Date, Counted))!.Value,
            DueUnit.NextMonth => EndOf(DayOfNextMonth(local.Date), calendar),
            _ => throw new InvalidOperationException($"{Unit} is no unit of a term."),
        };
    }

    /// <summary>How it was counted, in one line: the rule, where it starts, the holidays that did not count, where it ends.</summary>
    public Bilingual Explain(Instant from, WorkCalendar calendar) => Explain(from, Due(from, calendar), besides: null, calendar);

    /// <summary>The same where something besides moved the end, such as a pause.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="due">Where it ends; null while that is not known.</param>
    /// <param name="besides">What moved it, with the comma it begins with.</param>
    /// <param name="calendar">The calendar it is counted in.</param>
    public Bilingual Explain(Instant from, Instant? due, Bilingual? besides, WorkCalendar calendar) => DueExplanation.Of(this, from, due, besides, calendar);

    private int Counted => Amount >= 0 ? Amount : throw new InvalidOperationException($"A term of {Amount} is before its start.");

    private LocalDate DayOfNextMonth(LocalDate date)
    {
        var month = new YearMonth(date.Year, date.Month).PlusMonths(1);
        return month.OnDayOfMonth(Math.Clamp(Counted, 1, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)));
    }

    // By the next day's start: where the clock is put back at midnight, 23:59:59 comes twice and the day ends with the second.
    private static Instant EndOf(LocalDate date, WorkCalendar calendar) =>
        calendar.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.FromSeconds(1);
}

using Atiende.Packs.Model;
using Atiende.Procedures.Language;
using Atiende.Values.Calendars;
using NodaTime;

namespace Atiende.Packs.Walking;

/// <summary>A pack's times: its working calendar, its windows, and what "by when" comes to.</summary>
public sealed class PackTimes
{
    private readonly Dictionary<string, Func<LocalDateTime, LocalDate?, bool>> _windows;

    /// <summary>The times of a pack that was checked.</summary>
    public PackTimes(Pack pack)
    {
        Zone = DateTimeZoneProviders.Tzdb[pack.Identity.Zone];
        Calendar = CalendarOf(pack.Calendar, Zone);
        _windows = pack.Calendar.Windows.ToDictionary(w => w.Id.Value, WindowOf, StringComparer.Ordinal);
    }

    /// <summary>The organisation's zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Its opening hours and holidays.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>Whether a local time lies in a window; a window of the month before needs the date it is counted from.</summary>
    public bool Within(string window, LocalDateTime at, LocalDate? from) => _windows.TryGetValue(window, out var holds) && holds(at, from);

    /// <summary>The rule that a "by when" of the language is.</summary>
    public static DueRule RuleOf(Due due) => due switch
    {
        { Hours: { } hours } => new(DueUnit.Hours, hours),
        { Days: { } days } => new(DueUnit.Days, days),
        { WorkingHours: { } hours } => new(DueUnit.WorkingHours, hours),
        { WorkingDays: { } days } => new(DueUnit.WorkingDays, days),
        { NextMonth: true } => new(DueUnit.NextMonth, 1),
        _ => DueRule.EndOfDay,
    };

    /// <summary>The last instant in time.</summary>
    public Instant DueAt(Due due, Instant from) => RuleOf(due).Due(from, Calendar);

    private static WorkCalendar CalendarOf(Calendar written, DateTimeZone zone)
    {
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>>();
        foreach (var (name, stretches) in written.Hours)
        {
            if (!Weekdays.TryParse(name, out var day)) throw new FormatException($"'{name}' is no weekday.");
            week[day] = [.. stretches.Select(s => WorkInterval.TryParse(s, out var interval, out var problem) ? interval : throw new FormatException(problem.Message.English))];
        }

        return new(zone, week, written.Holidays.Select(HolidayOf));
    }

    private static Values.Calendars.Holiday HolidayOf(Model.Holiday written) =>
        Values.Calendars.Holiday.TryParse(written.On, written.Name, written.From, out var holiday, out var problem)
            ? holiday : throw new FormatException(problem.Message.English);

    private static Func<LocalDateTime, LocalDate?, bool> WindowOf(Window window)
    {
        if (window.FromDay is { } first)
        {
            var month = new MonthWindow(first, window.ThroughDay ?? MonthWindow.LastDay);
            return (at, from) => window.MonthBefore && from is { } counted ? month.ContainsInMonthBefore(counted, at) : month.Contains(at);
        }

        return WeekWindow.TryParse(window.From, window.Through, out var week, out var problem)
            ? (at, _) => week.Contains(at) : throw new FormatException(problem.Message.English);
    }
}

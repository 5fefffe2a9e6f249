using NodaTime;
using NodaTime.Text;

namespace Atiende.Values.Calendars;

/// <summary>Says in a line how a due time was counted.</summary>
internal static class DueExplanation
{
    private static readonly LocalDateTimePattern EnglishMoment = LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu HH:mm");
    private static readonly LocalDatePattern EnglishDay = LocalDatePattern.CreateWithInvariantCulture("d MMM");
    private static readonly LocalDateTimePattern SpanishMoment = LocalDateTimePattern.CreateWithInvariantCulture("dd/MM/uuuu HH:mm");
    private static readonly LocalDatePattern SpanishDay = LocalDatePattern.CreateWithInvariantCulture("dd/MM");

    public static Bilingual Of(DueRule rule, Instant from, Instant? due, Bilingual? besides, WorkCalendar calendar)
    {
        var term = Term(rule);
        var (start, end) = (Moment(calendar.LocalOf(from)), due is { } at ? Moment(calendar.LocalOf(at)) : null);
        var holidays = NotCounted(rule, calendar.LocalOf(from).Date, calendar.LocalOf(due ?? from).Date, calendar);
        return new(
            $"{term.Spanish} desde {start.Spanish}{holidays.Spanish}{besides?.Spanish}: {(end is null ? "el plazo no corre" : $"vence {end.Spanish}")} ({calendar.Zone.Id})",
            $"{term.English} from {start.English}{holidays.English}{besides?.English}: {(end is null ? "the clock does not run" : $"due {end.English}")} ({calendar.Zone.Id})");
    }

    /// <summary>A moment as explanations write it: "vie 20/11/2026 18:00".</summary>
    public static Bilingual Moment(LocalDateTime moment) =>
        new($"{Weekdays.Name(moment.DayOfWeek).Spanish[..3]} {SpanishMoment.Format(moment)}", EnglishMoment.Format(moment));

    private static Bilingual Term(DueRule rule) => rule.Unit switch
    {
        DueUnit.Hours => Counted(rule.Amount, "hora corrida", "horas corridas", "calendar hour", "calendar hours"),
        DueUnit.Days => Counted(rule.Amount, "día corrido", "días corridos", "calendar day", "calendar days"),
        DueUnit.SameDay => new("fin del mismo día", "end of the same day"),
        DueUnit.WorkingHours => Counted(rule.Amount, "hora hábil", "horas hábiles", "working hour", "working hours"),
        DueUnit.WorkingDays => Counted(rule.Amount, "día hábil", "días hábiles", "working day", "working days"),
        _ => rule.Amount <= 1
            ? new("primer día del mes siguiente", "first day of the next month")
            : new($"día {rule.Amount} del mes siguiente", $"day {rule.Amount} of the next month"),
    };

    private static Bilingual Counted(int amount, string one, string many, string englishOne, string englishMany) =>
        new($"{amount} {(amount == 1 ? one : many)}", $"{amount} {(amount == 1 ? englishOne : englishMany)}");

    // Only holidays that took open hours away explain anything: one on a Sunday does not.
    private static (string Spanish, string English) NotCounted(DueRule rule, LocalDate first, LocalDate last, WorkCalendar calendar)
    {
        if (rule.Unit is not (DueUnit.WorkingHours or DueUnit.WorkingDays))
            return ("", "");
        var holidays = new List<(LocalDate Date, string Name)>();
        for (var date = first; date <= last; date = date.PlusDays(1))
            holidays.AddRange(calendar.HolidaysThatCloseOn(date).Select(holiday => (date, holiday.Name)));
        return holidays.Count == 0
            ? ("", "")
            : ($", sin contar {string.Join(", ", holidays.Select(h => $"{SpanishDay.Format(h.Date)} {h.Name}"))}",
                $", not counting {string.Join(", ", holidays.Select(h => $"{EnglishDay.Format(h.Date)} {h.Name}"))}");
    }
}

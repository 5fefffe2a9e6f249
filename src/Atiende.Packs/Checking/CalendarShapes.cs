using Atiende.Packs.Model;
using Atiende.Procedures.Reading;
using Atiende.Values.Calendars;
using NodaTime;

namespace Atiende.Packs.Checking;

/// <summary>Checks that the calendar's zone, hours, holidays and windows can be read.</summary>
internal sealed class CalendarShapes(Pack pack)
{
    public IEnumerable<Fault> Check() => [.. Zone(), .. Hours(), .. Holidays(), .. pack.Calendar.Windows.SelectMany(Window)];

    private IEnumerable<Fault> Zone()
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(pack.Identity.Zone) is null)
            yield return new(pack.Identity.At, $"'{pack.Identity.Zone}' is no time zone", "Write one of the IANA database, such as America/Santiago");
    }

    private IEnumerable<Fault> Hours()
    {
        foreach (var (day, stretches) in pack.Calendar.Hours)
        {
            if (!Weekdays.TryParse(day, out _)) yield return new(pack.Calendar.At, $"'{day}' is no weekday", "Write mon, tue, wed, thu, fri, sat, sun");
            foreach (var stretch in stretches)
            {
                if (!WorkInterval.TryParse(stretch, out _, out var problem)) yield return new(pack.Calendar.At, $"'{stretch}' on {day} are no hours", problem.Message.English);
            }
        }
    }

    private IEnumerable<Fault> Holidays()
    {
        foreach (var holiday in pack.Calendar.Holidays)
        {
            if (!Values.Calendars.Holiday.TryParse(holiday.On, holiday.Name, holiday.From, out _, out var problem))
                yield return new(holiday.At, $"'{holiday.On}' is no day", problem.Message.English);
        }
    }

    private static IEnumerable<Fault> Window(Window window)
    {
        var week = window.From is not null && window.Through is not null;
        if (week == window.FromDay is not null)
        {
            yield return new(window.At, $"The window '{window.Id}' is neither of the week nor of the month", "Give it `from` and `through` (\"mon 00:00\"), or `from-day`");
        }
        else if (week && !WeekWindow.TryParse(window.From, window.Through, out _, out var problem))
        {
            yield return new(window.At, $"The window '{window.Id}' cannot be read", problem.Message.English);
        }
        else if (window.FromDay is < 1 or > 31 || window.ThroughDay is < 1 or > 31)
        {
            yield return new(window.At, $"The window '{window.Id}' has a day that no month has", "Write days from 1 to 31");
        }
    }
}

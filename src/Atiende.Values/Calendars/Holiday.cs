using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Values.Calendars;

/// <summary>A day, or a part of one, on which nobody works: of one year or of each.</summary>
/// <param name="Day">Day and month in the calendar's zone.</param>
/// <param name="Year">The year; null for each year.</param>
/// <param name="Name">What it is called, for explanations: "Navidad".</param>
/// <param name="Closed">What of the day is closed: the whole, the morning, the afternoon or other hours.</param>
public sealed record Holiday(AnnualDate Day, int? Year, string Name, WorkInterval Closed)
{
    /// <summary>A holiday of a whole day in one year.</summary>
    public Holiday(LocalDate date, string name) : this(new AnnualDate(date.Month, date.Day), date.Year, name, WorkInterval.WholeDay) { }

    /// <summary>Whether it falls on a date.</summary>
    public bool FallsOn(LocalDate date) => Day.Month == date.Month && Day.Day == date.Day && (Year is null || Year == date.Year);

    /// <summary>Reads its date: "2026-12-25", or "--12-25" for each year (ISO 8601:2000 section 5.2.1.3), closed from a time or the whole day.</summary>
    public static bool TryParse(
        string? on, string name, LocalTime? closedFrom, [NotNullWhen(true)] out Holiday? holiday, [NotNullWhen(false)] out FieldProblem? problem)
    {
        var text = (on ?? "").Trim();
        var closed = closedFrom is { } from ? new WorkInterval(from.Hour * 60 + from.Minute, WorkInterval.DayMinutes) : WorkInterval.WholeDay;
        holiday = text.StartsWith("--", StringComparison.Ordinal)
            ? AnnualDatePattern.Iso.Parse(text[2..]) is { Success: true } yearly ? new(yearly.Value, null, name, closed) : null
            : LocalDatePattern.Iso.Parse(text) is { Success: true } once ? new(once.Value, name) { Closed = closed } : null;
        problem = holiday is not null
            ? null
            : new("holiday.date", "El feriado se escribe 2026-12-25, o --12-25 si es de cada año.", "A holiday is written 2026-12-25, or --12-25 for each year.");
        return holiday is not null;
    }
}

using NodaTime;
using NodaTime.Text;

namespace Atiende.Values.Fields;

/// <summary>Reads dates and times: ISO, or day/month/year as all three countries write it. Two-digit years are asked again.</summary>
internal static class DateReader
{
    private static readonly LocalDatePattern[] Dates =
        [LocalDatePattern.Iso, .. new[] { "d/M/uuuu", "d-M-uuuu", "d.M.uuuu" }.Select(LocalDatePattern.CreateWithInvariantCulture)];

    private static readonly LocalTimePattern[] Times =
        [.. new[] { "H:mm", "H:mm:ss" }.Select(LocalTimePattern.CreateWithInvariantCulture)];

    public static FieldReading Read(FieldRule rule, string raw, LocalDate today)
    {
        var parts = raw.Trim().Replace('T', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (rule.Type == FieldType.Time)
            return parts.Length == 1 && TimeOf(parts[0]) is { } alone
                ? FieldReading.Of(Datum.Of(LocalTimePattern.GeneralIso.Format(alone)))
                : FieldReading.Refused("time.form", "Escriba la hora como 14:30.", "Write the time as in 14:30.");
        if (parts.Length == 0 || DateOf(parts[0]) is not { } date)
            return FieldReading.Refused("date.form", "Escriba una fecha que exista, como 04/05/2026 (día/mes/año).",
                "Write a date that exists, as in 04/05/2026 (day/month/year) or 2026-05-04.");
        if (RangeProblem(rule, date, today) is { } problem)
            return FieldReading.Refused(problem);
        if (rule.Type == FieldType.Date)
            return parts.Length == 1
                ? FieldReading.Of(Datum.Of(LocalDatePattern.Iso.Format(date)))
                : FieldReading.Refused("date.form", "Escriba solo la fecha, sin la hora.", "Write the date alone, without the time.");
        return parts.Length == 2 && TimeOf(parts[1]) is { } time
            ? FieldReading.Of(Datum.Of(LocalDateTimePattern.GeneralIso.Format(date + time)))
            : FieldReading.Refused("datetime.form", "Escriba fecha y hora, como 04/05/2026 14:30.", "Write date and time, as in 04/05/2026 14:30.");
    }

    private static FieldProblem? RangeProblem(FieldRule rule, LocalDate date, LocalDate today)
    {
        if (rule.NotAfterToday && date > today)
            return new("date.future", "La fecha no puede ser posterior a hoy.", "The date can't be after today.");
        if (rule.NotBeforeToday && date < today)
            return new("date.past", "La fecha no puede ser anterior a hoy.", "The date can't be before today.");
        if (date < rule.MinDate)
            return new("date.range", $"La fecha debe ser {Text(rule.MinDate)} o posterior.", $"The date must be {Text(rule.MinDate)} or later.");
        if (date > rule.MaxDate)
            return new("date.range", $"La fecha debe ser {Text(rule.MaxDate)} o anterior.", $"The date must be {Text(rule.MaxDate)} or earlier.");
        // A slip of the finger in the year: no attention speaks of such days.
        return date.Year is < 1850 or > 2200
            ? new("date.year", "Revise el año de la fecha.", "Check the year of the date.")
            : null;
    }

    private static LocalDate? DateOf(string text) => Dates.Select(pattern => pattern.Parse(text))
        .Where(result => result.Success).Select(result => (LocalDate?)result.Value).FirstOrDefault();

    private static LocalTime? TimeOf(string text) => Times.Select(pattern => pattern.Parse(text))
        .Where(result => result.Success).Select(result => (LocalTime?)result.Value).FirstOrDefault();

    private static string Text(LocalDate? date) => $"{date!.Value.Day:00}/{date.Value.Month:00}/{date.Value.Year}";
}

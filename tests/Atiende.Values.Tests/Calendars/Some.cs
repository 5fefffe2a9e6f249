using Atiende.Values.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Atiende.Values.Tests.Calendars;

/// <summary>Calendars and instants that tests share.</summary>
internal static class Some
{
    public static readonly DateTimeZone Santiago = DateTimeZoneProviders.Tzdb["America/Santiago"];
    public static readonly DateTimeZone LaPaz = DateTimeZoneProviders.Tzdb["America/La_Paz"];

    /// <summary>Monday to Friday 08:00-12:00 and 14:00-18:00, Saturday 09:00-13:00; Labour Day each year, an afternoon off on 2026-05-20.</summary>
    public static WorkCalendar Office(DateTimeZone zone) => new(zone, Week("08:00-12:00", "14:00-18:00", saturday: "09:00-13:00"),
    [
        new Holiday(new AnnualDate(5, 1), null, "Día del Trabajo", WorkInterval.WholeDay),
        new Holiday(new LocalDate(2026, 5, 21), "Glorias Navales"),
        new Holiday(new LocalDate(2026, 5, 20), "Víspera") { Closed = WorkInterval.Afternoon },
        new Holiday(new LocalDate(2026, 5, 24), "Un domingo"),
    ]);

    /// <summary>Hours that touch midnight, where Chile moves its clock.</summary>
    public static WorkCalendar Nights(DateTimeZone zone) => EachDay(zone, "00:00-06:30", "22:15-24:00");

    /// <summary>Hours that begin and end within the hour that is skipped and the one that comes twice.</summary>
    public static WorkCalendar Slots(DateTimeZone zone) => EachDay(zone, "00:20-00:40", "00:50-02:00", "22:30-23:15", "23:30-23:45");

    public static WorkCalendar EachDay(DateTimeZone zone, params string[] hours) => new(zone, Enum.GetValues<IsoDayOfWeek>()
        .Where(day => day != IsoDayOfWeek.None)
        .ToDictionary(day => day, _ => (IReadOnlyList<WorkInterval>)[.. hours.Select(Hours)]));

    public static Dictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>> Week(string morning, string afternoon, string saturday)
    {
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>> { [IsoDayOfWeek.Saturday] = [Hours(saturday)] };
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Friday; day++)
            week[day] = [Hours(afternoon), Hours(morning)];
        return week;
    }

    public static WorkInterval Hours(string text) => WorkInterval.TryParse(text, out var hours, out var problem)
        ? hours
        : throw new ArgumentException(problem.ToString(), nameof(text));

    public static Instant At(DateTimeZone zone, int year, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(zone).ToInstant();

    /// <summary>Any second of 2025 to 2027, and as often one within two days of Chile's changes of the clock.</summary>
    public static Gen<Instant> Moments { get; } = Gen.OneOf(
        Gen.Choose(0, 3 * 365 * 86_400).Select(seconds => Instant.FromUtc(2025, 1, 1, 0, 0) + Duration.FromSeconds(seconds)),
        Gen.Elements(Instant.FromUtc(2026, 4, 5, 3, 0), Instant.FromUtc(2026, 9, 6, 4, 0))
            .Zip(Gen.Choose(-172_800, 172_800)).Select(made => made.Item1 + Duration.FromSeconds(made.Item2)));

    public static Gen<WorkCalendar> AnyCalendar { get; } =
        Gen.Elements(Office(Santiago), Nights(Santiago), Slots(Santiago), Office(LaPaz), WorkCalendar.Always(Santiago));
}

using NodaTime;
using NodaTime.TimeZones;

namespace Atiende.Values.Calendars;

/// <summary>
/// When an organisation works: a time zone, hours by weekday (several stretches a day), holidays. Stretches are times of the
/// clock on the wall. Where the clock is put forward, a time it skips counts as the moment of the change; where it is put
/// back, a time that comes twice counts the first time. So stretches never overlap and working time is real elapsed time.
/// </summary>
public sealed class WorkCalendar
{
    // Past this nothing is promised: a sum that runs on is an error of the calendar or of the rule, not a due date.
    private const int SearchDaysMax = 3660;

    private readonly Dictionary<IsoDayOfWeek, WorkInterval[]> _week;
    private readonly ILookup<AnnualDate, Holiday> _holidays;

    /// <summary>A calendar; stretches of one day must not overlap.</summary>
    /// <param name="zone">From the TZDB: DateTimeZoneProviders.Tzdb["America/Santiago"].</param>
    /// <param name="week">The stretches of each weekday; a day left out is closed.</param>
    /// <param name="holidays">Several may fall on one date.</param>
    public WorkCalendar(
        DateTimeZone zone,
        IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>> week,
        IEnumerable<Holiday>? holidays = null)
    {
        Zone = zone;
        _week = week.ToDictionary(day => day.Key, day => day.Value.OrderBy(stretch => stretch.FromMinute).ToArray());
        _holidays = (holidays ?? []).ToLookup(holiday => holiday.Day);
        foreach (var (day, stretches) in _week)
        {
            if (stretches.Zip(stretches.Skip(1)).Any(pair => pair.First.ToMinute > pair.Second.FromMinute))
                throw new ArgumentException($"The hours of {day} overlap: {string.Join(", ", stretches)}.", nameof(week));
        }
    }

    /// <summary>The zone whose clock the hours are.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Whether any weekday has hours at all; without, nothing ever opens.</summary>
    public bool HasHours => _week.Values.Any(stretches => stretches.Length > 0);

    /// <summary>Open day and night, without holidays.</summary>
    public static WorkCalendar Always(DateTimeZone zone) => new(zone, Enum.GetValues<IsoDayOfWeek>()
        .Where(day => day != IsoDayOfWeek.None)
        .ToDictionary(day => day, _ => (IReadOnlyList<WorkInterval>)[WorkInterval.WholeDay]));

    /// <summary>The hours of a date, holidays taken out; empty when it is closed.</summary>
    public IReadOnlyList<WorkInterval> HoursOf(LocalDate date) => HolidaysOf(date).Aggregate(
        (IEnumerable<WorkInterval>)_week.GetValueOrDefault(date.DayOfWeek, []),
        (open, holiday) => open.SelectMany(stretch => stretch.Without(holiday.Closed))).ToList();

    /// <summary>The holidays of a date, for explanations.</summary>
    public IEnumerable<Holiday> HolidaysOf(LocalDate date) =>
        _holidays[new AnnualDate(date.Month, date.Day)].Where(holiday => holiday.FallsOn(date));

    /// <summary>Those of them that take open hours away: not one on a day that is closed anyway.</summary>
    public IEnumerable<Holiday> HolidaysThatCloseOn(LocalDate date) => HolidaysOf(date).Where(holiday =>
        _week.GetValueOrDefault(date.DayOfWeek, []).Any(stretch =>
            holiday.Closed.FromMinute < stretch.ToMinute && holiday.Closed.ToMinute > stretch.FromMinute));

    /// <summary>Whether any work is done on a date; a half holiday leaves a working day.</summary>
    public bool IsWorkingDay(LocalDate date) => HoursOf(date).Count > 0;

    /// <summary>Whether it is open at an instant; the instant of opening is inside, that of closing is not.</summary>
    public bool IsOpen(Instant at) => StretchesFrom(at).FirstOrDefault() is { } next && next.Start <= at;

    /// <summary>The instant itself when it is open then, else the next opening; null when nothing opens within ten years.</summary>
    public Instant? NextOpening(Instant at) =>
        StretchesFrom(at).FirstOrDefault() is { } next ? Instant.Max(next.Start, at) : null;

    /// <summary>
    /// The earliest instant by which so much working time has passed; the start itself when none is asked.
    /// Throws <see cref="InvalidOperationException"/> when it doesn't pass within ten years.
    /// </summary>
    public Instant AddWorkingTime(Instant from, Duration time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Duration.Zero);
        if (time == Duration.Zero)
            return from;
        var left = time;
        foreach (var stretch in StretchesFrom(from))
        {
            var start = Instant.Max(stretch.Start, from);
            if (stretch.End - start >= left)
                return start + left;
            left -= stretch.End - start;
        }

        throw Endless($"{time} of working time");
    }

    /// <summary>The working time from one instant to another; negative when the second is before the first.</summary>
    public Duration WorkingTimeBetween(Instant from, Instant to)
    {
        if (to < from)
            return -WorkingTimeBetween(to, from);
        var (first, last) = (DateOf(from).PlusDays(-1), DateOf(to).PlusDays(1));
        var sum = Duration.Zero;
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            foreach (var stretch in StretchesOf(date))
            {
                var (start, end) = (Instant.Max(stretch.Start, from), Instant.Min(stretch.End, to));
                sum += end > start ? end - start : Duration.Zero;
            }
        }

        return sum;
    }

    /// <summary>
    /// The n-th working day after a date, which itself does not count; the date itself for zero.
    /// Throws <see cref="InvalidOperationException"/> when there are not so many within ten years.
    /// </summary>
    public LocalDate AddWorkingDays(LocalDate date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var left = days;
        for (var ahead = 0; ahead <= SearchDaysMax; ahead++)
        {
            var candidate = date.PlusDays(ahead);
            if (ahead > 0 && IsWorkingDay(candidate))
                left--;
            if (left == 0)
                return candidate;
        }

        throw Endless($"{days} working days");
    }

    /// <summary>The instant at which a day's last stretch ends; null when the date is closed.</summary>
    public Instant? ClosingOf(LocalDate date) => StretchesOf(date).LastOrDefault() is { } last ? last.End : null;

    /// <summary>The instant of a time on the wall clock, by the rule above for times that are skipped or come twice.</summary>
    public Instant InstantOf(LocalDateTime local) => local.InZone(Zone, Resolve).ToInstant();

    /// <summary>What the wall clock shows.</summary>
    public LocalDateTime LocalOf(Instant at) => at.InZone(Zone).LocalDateTime;

    /// <summary>What the wall clock shows, as explanations write it: "vie 20/11/2026 18:00", "Fri 20 Nov 2026 18:00".</summary>
    public Bilingual SayMoment(Instant at) => DueExplanation.Moment(LocalOf(at));

    private static readonly ZoneLocalMappingResolver Resolve =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private LocalDate DateOf(Instant at) => LocalOf(at).Date;

    // The day before is looked at too: where midnight comes twice, a stretch of the next date begins in the first pass.
    private IEnumerable<Stretch> StretchesFrom(Instant at)
    {
        if (!HasHours)
            yield break;
        var first = DateOf(at).PlusDays(-1);
        for (var ahead = 0; ahead <= SearchDaysMax; ahead++)
        {
            foreach (var stretch in StretchesOf(first.PlusDays(ahead)))
            {
                if (stretch.End > at)
                    yield return stretch;
            }
        }
    }

    // A stretch that the clock skips whole is empty, and left out.
    private IEnumerable<Stretch> StretchesOf(LocalDate date) => HoursOf(date)
        .Select(hours => new Stretch(
            InstantOf(ClockTime.On(date, hours.FromMinute)), InstantOf(ClockTime.On(date, hours.ToMinute))))
        .Where(stretch => stretch.End > stretch.Start);

    private static InvalidOperationException Endless(string what) =>
        new($"The calendar does not reach {what} within {SearchDaysMax} days: it has too few open hours.");

    private sealed record Stretch(Instant Start, Instant End);
}

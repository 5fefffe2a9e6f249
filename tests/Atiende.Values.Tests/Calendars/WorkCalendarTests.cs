using Atiende.Values.Calendars;
using FsCheck.Fluent;
using NodaTime;

namespace Atiende.Values.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Office = Some.Office(Some.LaPaz);

    [Theory]
    [InlineData(4, 8, 0, true)]       // Monday, the minute it opens
    [InlineData(4, 7, 59, false)]
    [InlineData(4, 12, 0, false)]     // the minute it closes
    [InlineData(4, 13, 0, false)]     // lunch
    [InlineData(4, 17, 59, true)]
    [InlineData(9, 9, 0, true)]       // Saturday
    [InlineData(10, 9, 0, false)]     // Sunday
    [InlineData(1, 9, 0, false)]      // holiday of each year
    [InlineData(21, 9, 0, false)]     // holiday of this year
    [InlineData(20, 9, 0, true)]      // half a holiday
    [InlineData(20, 15, 0, false)]
    public void It_is_open_in_its_hours_but_not_on_holidays(int day, int hour, int minute, bool open) =>
        Assert.Equal(open, Office.IsOpen(Some.At(Some.LaPaz, 2026, 5, day, hour, minute)));

    [Fact]
    public void The_next_opening_is_now_or_after_lunch_the_night_or_the_holiday()
    {
        Assert.Equal(May(4, 9), Office.NextOpening(May(4, 9)));
        Assert.Equal(May(4, 14), Office.NextOpening(May(4, 12)));
        Assert.Equal(May(5, 8), Office.NextOpening(May(4, 18)));
        Assert.Equal(May(11, 8), Office.NextOpening(May(9, 13)));
        Assert.Equal(May(22, 8), Office.NextOpening(May(20, 12)));
    }

    [Fact]
    public void Working_time_passes_over_lunch_nights_sundays_and_holidays()
    {
        Assert.Equal(May(4, 15), Office.AddWorkingTime(May(4, 10), Duration.FromHours(3)));
        Assert.Equal(May(4, 12), Office.AddWorkingTime(May(4, 10), Duration.FromHours(2)));
        Assert.Equal(May(11, 9), Office.AddWorkingTime(May(8, 17), Duration.FromHours(6)));
        Assert.Equal(May(22, 9), Office.AddWorkingTime(May(20, 11), Duration.FromHours(2)));
        Assert.Equal(May(10, 3), Office.AddWorkingTime(May(10, 3), Duration.Zero));
        Assert.Equal(Duration.FromHours(44), Office.WorkingTimeBetween(May(4, 0), May(11, 0)));
        Assert.Equal(Duration.FromHours(-44), Office.WorkingTimeBetween(May(11, 0), May(4, 0)));
    }

    [Fact]
    public void Working_days_do_not_count_the_first_nor_holidays()
    {
        Assert.Equal(new LocalDate(2026, 5, 5), Office.AddWorkingDays(new(2026, 5, 4), 1));
        Assert.Equal(new LocalDate(2026, 5, 23), Office.AddWorkingDays(new(2026, 5, 19), 3));
        Assert.Equal(new LocalDate(2026, 5, 10), Office.AddWorkingDays(new(2026, 5, 10), 0));
        Assert.Equal(new LocalDate(2027, 5, 3), Office.AddWorkingDays(new(2027, 4, 30), 1));
    }

    [Fact]
    public void A_night_is_an_hour_longer_when_the_clock_goes_back_and_shorter_when_it_goes_forward()
    {
        var nights = Some.Nights(Some.Santiago);
        Assert.Equal(Duration.FromMinutes(60 + 105 + 390), nights.WorkingTimeBetween(Noon(2026, 4, 4), Noon(2026, 4, 5)));
        Assert.Equal(Duration.FromMinutes(-60 + 105 + 390), nights.WorkingTimeBetween(Noon(2026, 9, 5), Noon(2026, 9, 6)));
        Assert.Equal(Duration.FromMinutes(105 + 390), nights.WorkingTimeBetween(Noon(2026, 7, 4), Noon(2026, 7, 5)));

        static Instant Noon(int year, int month, int day) => Some.At(Some.Santiago, year, month, day, 12);
    }

    [Fact]
    public void A_time_that_is_skipped_is_the_change_and_one_that_comes_twice_is_the_first()
    {
        var slots = Some.Slots(Some.Santiago);
        Assert.Equal(Instant.FromUtc(2026, 9, 6, 4, 0), slots.InstantOf(new(2026, 9, 6, 0, 20)));
        Assert.Equal(Instant.FromUtc(2026, 4, 5, 2, 30), slots.InstantOf(new(2026, 4, 4, 23, 30)));

        // 00:20-00:40 is skipped whole; of 00:50-02:00 an hour is left.
        Assert.Equal(Duration.FromMinutes(60), slots.WorkingTimeBetween(Instant.FromUtc(2026, 9, 6, 3, 59), Instant.FromUtc(2026, 9, 6, 10, 0)));
        // 23:30-23:45 is open the first time, not the second.
        Assert.True(slots.IsOpen(Instant.FromUtc(2026, 4, 5, 2, 31)));
        Assert.False(slots.IsOpen(Instant.FromUtc(2026, 4, 5, 3, 31)));
        Assert.Equal(Duration.FromMinutes(60), slots.WorkingTimeBetween(Instant.FromUtc(2026, 4, 5, 1, 0), Instant.FromUtc(2026, 4, 5, 4, 0)));
    }

    [Fact]
    public void Minute_by_minute_around_the_change_of_the_clock_open_is_what_the_wall_says()
    {
        foreach (var change in new[] { Instant.FromUtc(2026, 4, 5, 3, 0), Instant.FromUtc(2026, 9, 6, 4, 0) })
        {
            foreach (var calendar in new[] { Some.Nights(Some.Santiago), Some.Office(Some.Santiago) })
            {
                var from = change - Duration.FromHours(30);
                var open = 0;
                for (var minute = 0; minute < 60 * 60; minute++)
                {
                    var at = from + Duration.FromMinutes(minute);
                    var local = calendar.LocalOf(at);
                    var wall = local.Hour * 60 + local.Minute;
                    var says = calendar.HoursOf(local.Date).Any(hours => hours.FromMinute <= wall && wall < hours.ToMinute);
                    // An hour that comes twice belongs to the stretch that it began in.
                    if (local.Date != new LocalDate(2026, 4, 4) || local.Hour != 23)
                        Assert.Equal(says, calendar.IsOpen(at));
                    open += calendar.IsOpen(at) ? 1 : 0;
                }

                Assert.Equal(Duration.FromMinutes(open), calendar.WorkingTimeBetween(from, from + Duration.FromHours(60)));
            }
        }
    }

    [Fact]
    public void What_is_added_is_what_lies_between()
    {
        For.All(Some.AnyCalendar.Zip(Some.Moments).Zip(Gen.Choose(0, 300 * 3600)), made =>
        {
            var ((calendar, from), time) = (made.Item1, Duration.FromSeconds(made.Item2));
            var due = calendar.AddWorkingTime(from, time);
            return calendar.WorkingTimeBetween(from, due) == time
                && (time == Duration.Zero || calendar.WorkingTimeBetween(from, due - Duration.FromSeconds(1)) < time);
        });
    }

    [Fact]
    public void Working_time_adds_up()
    {
        For.All(Some.AnyCalendar.Zip(Some.Moments).Zip(Some.Moments.Zip(Some.Moments)), made =>
        {
            var (calendar, a) = made.Item1;
            var (b, c) = made.Item2;
            return calendar.WorkingTimeBetween(a, b) + calendar.WorkingTimeBetween(b, c) == calendar.WorkingTimeBetween(a, c)
                && calendar.WorkingTimeBetween(a, b) == -calendar.WorkingTimeBetween(b, a);
        });
    }

    [Fact]
    public void Before_the_next_opening_nothing_is_open()
    {
        For.All(Some.AnyCalendar.Zip(Some.Moments), made =>
        {
            var (calendar, at) = made;
            var opening = calendar.NextOpening(at)!.Value;
            return opening >= at
                && calendar.IsOpen(opening)
                && calendar.WorkingTimeBetween(at, opening) == Duration.Zero
                && (opening == at) == calendar.IsOpen(at);
        });
    }

    [Fact]
    public void Day_and_night_working_time_is_time() =>
        For.All(Some.Moments.Zip(Some.Moments), made =>
            WorkCalendar.Always(Some.Santiago).WorkingTimeBetween(made.Item1, made.Item2) == made.Item2 - made.Item1);

    [Fact]
    public void A_calendar_that_never_opens_says_so()
    {
        var closed = new WorkCalendar(Some.LaPaz, new Dictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>>());
        Assert.False(closed.HasHours);
        Assert.False(closed.IsOpen(May(4, 9)));
        Assert.Null(closed.NextOpening(May(4, 9)));
        Assert.Null(closed.ClosingOf(new(2026, 5, 4)));
        Assert.Equal(Duration.Zero, closed.WorkingTimeBetween(May(4, 9), May(5, 9)));
        Assert.Throws<InvalidOperationException>(() => closed.AddWorkingTime(May(4, 9), Duration.FromHours(1)));
        Assert.Throws<InvalidOperationException>(() => closed.AddWorkingDays(new(2026, 5, 4), 1));
    }

    [Fact]
    public void Hours_that_overlap_are_refused()
    {
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<WorkInterval>>
        {
            [IsoDayOfWeek.Monday] = [Some.Hours("08:00-12:00"), Some.Hours("11:59-13:00")],
        };
        Assert.Contains("Monday", Assert.Throws<ArgumentException>(() => new WorkCalendar(Some.LaPaz, week)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("08:00-12:30", "08:00-12:30")]
    [InlineData(" 8:00 – 24:00 ", "08:00-24:00")]
    public void Hours_are_read(string text, string read) => Assert.Equal(read, Some.Hours(text).ToString());

    [Theory]
    [InlineData("12:00-08:00", "interval.order")]
    [InlineData("08:00-08:00", "interval.order")]
    [InlineData("08:00", "interval.form")]
    [InlineData("08:60-09:00", "interval.form")]
    [InlineData("08:00-24:01", "interval.form")]
    [InlineData("8-9", "interval.form")]
    [InlineData("-1:00-02:00", "interval.form")]
    [InlineData(null, "interval.form")]
    public void Hours_without_sense_are_refused(string? text, string code)
    {
        Assert.False(WorkInterval.TryParse(text, out _, out var problem));
        Assert.Equal(code, problem.Code);
    }

    [Theory]
    [InlineData("2026-12-25", null, 2026, "00:00-24:00")]
    [InlineData("--12-24", 13, null, "13:00-24:00")]
    public void Holidays_are_read(string on, int? fromHour, int? year, string closed)
    {
        Assert.True(Holiday.TryParse(on, "Navidad", fromHour is { } hour ? new LocalTime(hour, 0) : null, out var holiday, out _));
        Assert.Equal((year, closed), (holiday.Year, holiday.Closed.ToString()));
        Assert.True(holiday.FallsOn(new LocalDate(2026, holiday.Day.Month, holiday.Day.Day)));
        Assert.Equal(year is null, holiday.FallsOn(new LocalDate(2027, holiday.Day.Month, holiday.Day.Day)));
    }

    [Theory]
    [InlineData("2026-02-30"), InlineData("--13-01"), InlineData("25/12/2026"), InlineData(""), InlineData(null)]
    public void A_holiday_that_is_no_day_is_refused(string? on) => Assert.False(Holiday.TryParse(on, "Nada", null, out _, out _));

    private static Instant May(int day, int hour, int minute = 0) => Some.At(Some.LaPaz, 2026, 5, day, hour, minute);
}

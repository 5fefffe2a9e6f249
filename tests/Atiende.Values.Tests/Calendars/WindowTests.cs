using Atiende.Values.Calendars;
using FsCheck.Fluent;
using NodaTime;

namespace Atiende.Values.Tests.Calendars;

public sealed class WindowTests
{
    private static readonly WeekWindow Weekdays = Read("mon 00:00", "fri 12:00");
    private static readonly WeekWindow Weekend = Read("viernes 12:01", "domingo 24:00");

    [Theory]
    [InlineData(4, 0, 0, 0, true)]      // Monday midnight
    [InlineData(8, 12, 0, 59, true)]    // Friday 12:00:59
    [InlineData(8, 12, 1, 0, false)]
    [InlineData(10, 23, 59, 59, false)] // Sunday
    public void Both_ends_are_inside_to_the_minute(int day, int hour, int minute, int second, bool inside)
    {
        var at = new LocalDateTime(2026, 5, day, hour, minute, second);
        Assert.Equal(inside, Weekdays.Contains(at));
        Assert.Equal(!inside, Weekend.Contains(at));
    }

    [Fact]
    public void A_window_and_its_rest_part_the_week() =>
        For.All(Gen.Choose(0, 7 * 86_400), second =>
        {
            var at = new LocalDateTime(2026, 5, 4, 0, 0).PlusSeconds(second);
            return Weekdays.Contains(at) != Weekend.Contains(at);
        });

    [Theory]
    [InlineData(8, 18, 0, true)]
    [InlineData(10, 3, 0, true)]
    [InlineData(11, 6, 0, true)]
    [InlineData(11, 6, 1, false)]
    [InlineData(8, 17, 59, false)]
    public void A_window_may_pass_the_weeks_end(int day, int hour, int minute, bool inside) =>
        Assert.Equal(inside, Read("fri 18:00", "mon 06:00").Contains(new LocalDateTime(2026, 5, day, hour, minute)));

    [Theory]
    [InlineData("mon 00:00", "never 12:00")]
    [InlineData("mon", "fri 12:00")]
    [InlineData("mon 24:00", "fri 12:00")]
    [InlineData("mon 25:00", "fri 12:00")]
    [InlineData("", null)]
    public void Ends_without_sense_are_refused(string? from, string? through)
    {
        Assert.False(WeekWindow.TryParse(from, through, out _, out var problem));
        Assert.Equal("week-window.form", problem.Code);
    }

    [Theory]
    [InlineData("Miércoles", IsoDayOfWeek.Wednesday)]
    [InlineData("MIE", IsoDayOfWeek.Wednesday)]
    [InlineData("sab", IsoDayOfWeek.Saturday)]
    [InlineData("sun", IsoDayOfWeek.Sunday)]
    [InlineData("mar", IsoDayOfWeek.Tuesday)]
    public void Weekdays_are_read_in_both_languages(string text, IsoDayOfWeek day)
    {
        Assert.True(Values.Calendars.Weekdays.TryParse(text, out var read));
        Assert.Equal(day, read);
    }

    [Fact]
    public void Of_the_month_before_from_the_25th_to_its_last_day()
    {
        var window = new MonthWindow(25, MonthWindow.LastDay);
        var expiry = new LocalDate(2026, 3, 10);
        Assert.Equal((new LocalDate(2026, 2, 25), new LocalDate(2026, 2, 28)), window.InMonthBefore(expiry));
        Assert.False(window.ContainsInMonthBefore(expiry, new(2026, 2, 24, 23, 59)));
        Assert.True(window.ContainsInMonthBefore(expiry, new(2026, 2, 25, 0, 0)));
        Assert.True(window.ContainsInMonthBefore(expiry, new(2026, 2, 28, 23, 59)));
        Assert.False(window.ContainsInMonthBefore(expiry, new(2026, 3, 1, 0, 0)));
        Assert.False(window.ContainsInMonthBefore(expiry, new(2025, 2, 26, 9, 0)));
        Assert.True(window.ContainsInMonthBefore(new(2026, 1, 1), new(2025, 12, 31, 9, 0)));
    }

    [Theory]
    [InlineData(1, 5, "2026-05-05", true)]
    [InlineData(1, 5, "2026-05-06", false)]
    [InlineData(28, 3, "2026-05-29", true)]
    [InlineData(28, 3, "2026-06-03", true)]
    [InlineData(28, 3, "2026-06-04", false)]
    [InlineData(30, 31, "2026-02-28", true)]
    [InlineData(30, 31, "2026-02-27", false)]
    [InlineData(30, 31, "2028-02-29", true)]
    public void Days_of_the_month_are_those_it_has(int from, int through, string date, bool inside) =>
        Assert.Equal(inside, new MonthWindow(from, through).Contains(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value.At(new LocalTime(9, 0))));

    [Theory]
    [InlineData(0, 5), InlineData(1, 32), InlineData(-1, 1)]
    public void A_day_that_no_month_has_is_refused(int from, int through) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MonthWindow(from, through));

    private static WeekWindow Read(string from, string through)
    {
        Assert.True(WeekWindow.TryParse(from, through, out var window, out var problem), problem?.ToString());
        return window;
    }
}

using Atiende.Values.Calendars;
using FsCheck.Fluent;
using NodaTime;
using static Atiende.Values.Calendars.DueUnit;

namespace Atiende.Values.Tests.Calendars;

public sealed class DueRuleTests
{
    private static readonly WorkCalendar Office = Some.Office(Some.Santiago);

    [Theory]
    [InlineData(Hours, 72, "2026-05-07T10:15:00")]
    [InlineData(Hours, 0, "2026-05-04T10:15:00")]
    [InlineData(Days, 3, "2026-05-07T10:15:00")]
    [InlineData(SameDay, 0, "2026-05-04T23:59:59")]
    [InlineData(WorkingHours, 10, "2026-05-05T14:15:00")]
    [InlineData(WorkingDays, 5, "2026-05-09T13:00:00")]
    [InlineData(WorkingDays, 13, "2026-05-19T18:00:00")]
    [InlineData(WorkingDays, 14, "2026-05-20T12:00:00")]
    [InlineData(WorkingDays, 0, "2026-05-04T10:15:00")]
    [InlineData(NextMonth, 1, "2026-06-01T23:59:59")]
    [InlineData(NextMonth, 3, "2026-06-03T23:59:59")]
    [InlineData(NextMonth, 31, "2026-06-30T23:59:59")]
    public void A_term_is_counted_from_monday_the_4th_at_quarter_past_ten(DueUnit unit, int amount, string due)
    {
        var at = new DueRule(unit, amount).Due(Some.At(Some.Santiago, 2026, 5, 4, 10, 15), Office);
        Assert.Equal(due, NodaTime.Text.LocalDateTimePattern.GeneralIso.Format(Office.LocalOf(at)));
    }

    [Fact]
    public void Seventy_two_hours_are_so_many_and_three_days_keep_the_time_of_day_when_the_clock_moves()
    {
        var from = Some.At(Some.Santiago, 2026, 4, 3, 10);
        Assert.Equal(new LocalDateTime(2026, 4, 6, 9, 0), Office.LocalOf(new DueRule(Hours, 72).Due(from, Office)));
        Assert.Equal(new LocalDateTime(2026, 4, 6, 10, 0), Office.LocalOf(new DueRule(Days, 3).Due(from, Office)));
    }

    [Fact]
    public void A_day_whose_last_hour_comes_twice_ends_with_the_second()
    {
        var due = DueRule.EndOfDay.Due(Some.At(Some.Santiago, 2026, 4, 4, 10), Office);
        Assert.Equal(Instant.FromUtc(2026, 4, 5, 3, 59, 59), due);
    }

    [Theory]
    [InlineData(Hours), InlineData(Days), InlineData(SameDay), InlineData(WorkingHours), InlineData(WorkingDays), InlineData(NextMonth)]
    public void Nothing_is_due_before_it_began_and_more_is_never_sooner(DueUnit unit)
    {
        For.All(Some.AnyCalendar.Zip(Some.Moments).Zip(Gen.Choose(1, 60)), made =>
        {
            var ((calendar, from), amount) = (made.Item1, made.Item2);
            var due = new DueRule(unit, amount).Due(from, calendar);
            return due > from - Duration.FromSeconds(1) && new DueRule(unit, amount + 1).Due(from, calendar) >= due;
        });
    }

    [Fact]
    public void It_says_in_a_line_how_it_was_counted()
    {
        var from = Some.At(Some.Santiago, 2026, 5, 19, 16, 30);
        var working = new DueRule(WorkingDays, 3).Explain(from, Office);
        Assert.Equal("3 días hábiles desde mar 19/05/2026 16:30, sin contar 20/05 Víspera, 21/05 Glorias Navales: vence sáb 23/05/2026 13:00 (America/Santiago)", working.Spanish);
        Assert.Equal("3 working days from Tue 19 May 2026 16:30, not counting 20 May Víspera, 21 May Glorias Navales: due Sat 23 May 2026 13:00 (America/Santiago)", working.English);
        Assert.Equal("1 hora corrida desde mar 19/05/2026 16:30: vence mar 19/05/2026 17:30 (America/Santiago)", new DueRule(Hours, 1).Explain(from, Office).Spanish);
        Assert.Equal("first day of the next month from Tue 19 May 2026 16:30: due Mon 1 Jun 2026 23:59 (America/Santiago)", new DueRule(NextMonth, 1).Explain(from, Office).In("en-US"));
        Assert.Equal("fin del mismo día desde mar 19/05/2026 16:30: vence mar 19/05/2026 23:59 (America/Santiago)", DueRule.EndOfDay.Explain(from, Office).In("es"));
    }

    [Fact]
    public void A_holiday_on_a_closed_day_explains_nothing() =>
        Assert.DoesNotContain("domingo", new DueRule(WorkingHours, 12).Explain(Some.At(Some.Santiago, 2026, 5, 22, 9), Office).Spanish, StringComparison.Ordinal);

    [Fact]
    public void A_negative_term_is_our_own_error() =>
        Assert.Throws<InvalidOperationException>(() => new DueRule(Days, -1).Due(Instant.FromUtc(2026, 5, 4, 12, 0), Office));
}

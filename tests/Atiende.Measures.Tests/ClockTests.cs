using Atiende.Values;
using Atiende.Values.Calendars;
using Atiende.Values.Tests.Calendars;
using NodaTime;
using NodaTime.Text;
using static Atiende.Values.Calendars.DueUnit;

namespace Atiende.Measures.Tests;

public sealed class ClockTests
{
    private static readonly WorkCalendar Office = Some.Office(Some.Santiago);
    private static readonly Bilingual Data = new("se pidieron datos", "data were asked for");

    [Theory]
    // The month's end, and the leap day.
    [InlineData(Days, 1, "2026-01-31T10:00", "2026-02-01T10:00")]
    [InlineData(Hours, 72, "2026-02-27T10:00", "2026-03-02T10:00")]
    [InlineData(Hours, 72, "2028-02-27T10:00", "2028-03-01T10:00")]
    [InlineData(Days, 2, "2028-02-28T10:00", "2028-03-01T10:00")]
    [InlineData(NextMonth, 31, "2028-01-31T10:00", "2028-02-29T23:59:59")]
    [InlineData(WorkingDays, 2, "2028-02-28T10:00", "2028-03-01T18:00")]
    // Chile puts its clock back on 5 April 2026 at 00:00, and forward on 6 September.
    [InlineData(Hours, 72, "2026-04-03T10:00", "2026-04-06T09:00")]
    [InlineData(Hours, 72, "2026-09-04T10:00", "2026-09-07T11:00")]
    [InlineData(Days, 3, "2026-04-03T10:00", "2026-04-06T10:00")]
    [InlineData(Days, 3, "2026-09-04T10:00", "2026-09-07T10:00")]
    [InlineData(WorkingHours, 8, "2026-04-04T09:00", "2026-04-06T12:00")]
    [InlineData(WorkingHours, 8, "2026-09-05T09:00", "2026-09-07T12:00")]
    public void It_is_due_where_the_calendar_says(DueUnit unit, int amount, string from, string due) =>
        Assert.Equal(At(due), new Clock(new(new(unit, amount)), At(from)).Due(Office));

    [Fact]
    public void A_pause_over_the_change_of_summer_time_puts_off_by_what_really_passed()
    {
        var clock = new Clock(new(new(Hours, 72)), At("2026-09-04T10:00"));

        // A night of seven hours by the clock on the wall, of which one does not exist.
        var paused = clock.Pause(At("2026-09-05T22:00"), Data).Resume(At("2026-09-06T05:00"));

        Assert.Equal(clock.Due(Office) + Duration.FromHours(6), paused.Due(Office));
        Assert.Contains("más 6 h en pausa", paused.Read(At("2026-09-06T06:00"), Office).Why.Spanish, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_pause_only_its_open_hours_count_for_a_term_of_open_hours()
    {
        // Friday 17:00 to Monday 09:00: an hour of Friday, four of Saturday, one of Monday.
        var clock = new Clock(new(new(WorkingHours, 10)), At("2026-06-05T10:00"));
        var paused = clock.Pause(At("2026-06-05T17:00"), Data).Resume(At("2026-06-08T09:00"));

        Assert.Equal(At("2026-06-06T13:00"), clock.Due(Office));
        Assert.Equal(At("2026-06-08T16:00"), paused.Due(Office));
    }

    [Fact]
    public void Paused_it_has_no_due_time_says_why_and_warns_of_nothing()
    {
        var clock = new Clock(new(new(Hours, 72)) { Warnings = [50, 75] }, At("2026-11-16T10:00")).Pause(At("2026-11-17T11:30"), Data);
        var reading = clock.Read(At("2026-11-20T10:00"), Office);

        Assert.Equal((ClockState.Paused, null, Duration.FromMinutes(25 * 60 + 30)), (reading.State, reading.Due, reading.Elapsed));
        Assert.Equal("72 horas corridas desde lun 16/11/2026 10:00, en pausa desde mar 17/11/2026 11:30 con 25 h 30 min contadas (se pidieron datos): el plazo no corre (America/Santiago)", reading.Why.Spanish);
        Assert.Equal("72 calendar hours from Mon 16 Nov 2026 10:00, paused since Tue 17 Nov 2026 11:30 with 25 h 30 min counted (data were asked for): the clock does not run (America/Santiago)", reading.Why.English);
        Assert.Null(clock.NextAlarm([], Office));
    }

    [Fact]
    public void What_it_had_to_say_before_a_pause_it_still_says()
    {
        var clock = new Clock(new(new(Hours, 72)) { Warnings = [25, 50] }, At("2026-11-16T10:00")).Pause(At("2026-11-17T10:00"), Data);

        Assert.Equal(At("2026-11-17T04:00"), clock.NextAlarm([], Office));
        Assert.Null(clock.NextAlarm(["warn:25"], Office));
    }

    [Fact]
    public void It_says_how_it_was_counted_with_its_pauses()
    {
        var clock = new Clock(new(new(Hours, 72)), At("2026-11-16T10:00"))
            .Pause(At("2026-11-17T11:30"), Data).Resume(At("2026-11-17T16:50"))
            .Pause(At("2026-11-18T00:00"), new("huelga", "strike")).Resume(At("2026-11-19T00:00"));

        Assert.Equal(
            "72 horas corridas desde lun 16/11/2026 10:00, más 5 h 20 min en pausa (mar 17/11/2026 11:30 a mar 17/11/2026 16:50: se pidieron datos)"
            + ", más 24 h en pausa (mié 18/11/2026 00:00 a jue 19/11/2026 00:00: huelga): vence vie 20/11/2026 15:20 (America/Santiago)",
            clock.Read(At("2026-11-19T10:00"), Office).Why.Spanish);
    }

    [Fact]
    public void Warnings_and_the_chain_come_in_their_order_each_at_its_share()
    {
        var rule = new ClockRule(new(Hours, 100)) { Warnings = [90, 50, 75, 75], Escalations = [new(100, "operaciones"), new(75, "administrador")] };
        var alarms = new Clock(rule, At("2026-11-16T10:00")).Alarms(Office);

        Assert.Equal(["warn:50", "warn:75", "escalate:75:administrador", "warn:90", "escalate:100:operaciones"], alarms.Select(alarm => alarm.Key));
        Assert.Equal([50, 75, 75, 90, 100], alarms.Select(alarm => (int)(alarm.At!.Value - At("2026-11-16T10:00")).TotalHours));
    }

    [Fact]
    public void Stages_are_clocks_each_started_where_the_one_before_was_stopped()
    {
        var first = new Clock(new(new(Hours, 2)), At("2026-11-16T10:00")).Stop(At("2026-11-16T11:00"));
        var second = new Clock(new(new(WorkingDays, 1)), first.Stopped!.Value).Stop(At("2026-11-17T19:00"));

        Assert.Equal(ClockState.InTime, first.Read(At("2026-11-20T10:00"), Office).State);
        Assert.Equal((ClockState.OutOfTime, At("2026-11-17T18:00")), (second.Read(At("2026-11-20T10:00"), Office).State, second.Due(Office)));
        Assert.Equal(0.5, first.Share(At("2026-11-20T10:00"), Office));
        Assert.Empty(first.Alarms(Office));
    }

    [Fact]
    public void Stopped_paused_resumed_twice_or_with_the_clock_moved_back_it_stays_whole()
    {
        var clock = new Clock(new(new(Hours, 10)), At("2026-11-16T10:00"));
        var paused = clock.Pause(At("2026-11-16T12:00"), Data);

        Assert.Same(paused, paused.Pause(At("2026-11-16T13:00"), Data));
        Assert.Same(clock, clock.Resume(At("2026-11-16T13:00")));
        Assert.Equal(clock.Due(Office), paused.Resume(At("2026-11-16T11:00")).Due(Office));
        var stopped = paused.Stop(At("2026-11-16T13:00"));
        Assert.Equal((At("2026-11-16T13:00"), false), (stopped.Stopped, stopped.IsPaused));
        Assert.Same(stopped, stopped.Stop(At("2026-11-17T13:00")).Pause(At("2026-11-17T13:00"), Data));
        Assert.Equal(At("2026-11-16T10:00"), clock.Stop(At("2026-11-16T09:00")).Stopped);
    }

    private static Instant At(string local) =>
        (LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local) is { Success: true } minute ? minute : LocalDateTimePattern.GeneralIso.Parse(local))
        .Value.InZoneLeniently(Some.Santiago).ToInstant();
}

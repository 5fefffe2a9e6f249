using Atiende.Inbox;
using Atiende.Procedures.Language;
using Atiende.Tests.Harness;
using Atiende.Values.Calendars;
using NodaTime;
using Period = Atiende.Procedures.Language.Period;

namespace Atiende.Tests.Inbox;

public sealed class PeriodicTests
{
    private static readonly WorkCalendar Always = WorkCalendar.Always(DateTimeZone.Utc);

    [Theory]
    [InlineData(Period.Day, null, "2026-11-19T14:59", "2026-11-18T15:00", "2026-11-18")]
    [InlineData(Period.Day, null, "2026-11-19T15:00", "2026-11-19T15:00", "2026-11-19")]
    [InlineData(Period.Week, 5, "2026-11-19T10:00", "2026-11-13T15:00", "2026-W46")]
    [InlineData(Period.Week, 5, "2026-11-20T15:30", "2026-11-20T15:00", "2026-W47")]
    [InlineData(Period.Month, 31, "2027-03-01T00:00", "2027-02-28T15:00", "2027-02")]
    [InlineData(Period.Month, 1, "2027-01-01T08:00", "2026-12-01T15:00", "2026-12")]
    [InlineData(Period.HalfYear, 1, "2026-11-19T10:00", "2026-07-01T15:00", "2026-S2")]
    [InlineData(Period.Year, 2, "2027-01-01T10:00", "2026-01-02T15:00", "2026")]
    public void Work_of_a_period_appears_on_its_day_and_time(Period every, int? day, string now, string at, string period)
    {
        var start = new Start { Every = every, Day = day, Time = new LocalTime(15, 0) };

        Assert.Equal((Local(at), period), PeriodicStarts.Latest(start, Local(now), Always));
    }

    [Theory, BothEngines]
    public async Task Each_period_puts_one_task_in_on_the_organisations_clock(Engine engine)
    {
        // Monday 16 November 2026, 14:59 in San Salvador: the month's and last week's work is there, today's not yet.
        await using var store = await PackedStore.On(engine, "sv-hacienda", new DateTimeOffset(2026, 11, 16, 20, 59, 0, TimeSpan.Zero));
        await Put(store);
        var before = await Tasks(store);

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await Put(store);
        await Put(store);

        var added = Assert.Single(await Tasks(store), t => before.All(b => b.Id != t.Id));
        Assert.Equal((TaskKind.Periodic, "Información de llamadas del día", "coordinador"), (added.Kind, added.Title, added.Role));
        Assert.Contains("2026-11-16", added.About, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 11, 17, 5, 59, 59, TimeSpan.Zero), added.DueAt);
    }

    [Theory, BothEngines]
    public async Task After_days_without_the_program_only_the_newest_appears(Engine engine)
    {
        await using var store = await PackedStore.On(engine, "sv-hacienda", new DateTimeOffset(2026, 11, 9, 22, 0, 0, TimeSpan.Zero));
        await Put(store);
        var before = (await Tasks(store)).Count(IsDaily);

        store.Clock.Advance(TimeSpan.FromDays(4));
        await Put(store);

        Assert.Equal(before + 1, (await Tasks(store)).Count(IsDaily));
        Assert.Contains(await Tasks(store), t => IsDaily(t) && t.About!.Contains("2026-11-13", StringComparison.Ordinal));
    }

    private static bool IsDaily(TaskView task) => task.Title == "Información de llamadas del día";

    private static async Task Put(Store store)
    {
        await using var scope = store.In("sv-hacienda");
        await scope.Get<PeriodicTasks>().PutDue(default);
    }

    private static async Task<IReadOnlyList<TaskView>> Tasks(Store store)
    {
        await using var scope = store.In("sv-hacienda");
        return await scope.Get<IInbox>().All(default);
    }

    private static LocalDateTime Local(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;
}

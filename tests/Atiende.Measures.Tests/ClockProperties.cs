using Atiende.Values;
using Atiende.Values.Calendars;
using Atiende.Values.Tests;
using Atiende.Values.Tests.Calendars;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using static Atiende.Values.Calendars.DueUnit;

namespace Atiende.Measures.Tests;

public sealed class ClockProperties
{
    private static readonly Bilingual Why = new("en espera", "waiting");

    // Terms, each with pauses: so many minutes after the pause before ended, for so many minutes.
    private static Gen<Made> Clocks { get; } =
        Some.AnyCalendar.Zip(Some.Moments).Zip(Gen.Elements(Hours, Days, SameDay, WorkingHours, WorkingDays, NextMonth).Zip(Gen.Choose(1, 40)))
            .Zip(Gen.Choose(0, 4000).Zip(Gen.Choose(0, 6000)).ArrayOf())
            .Select(made => new Made(
                made.Item1.Item1.Item1,
                made.Item2.Take(4).Aggregate(
                    new Clock(new(new(made.Item1.Item2.Item1, made.Item1.Item2.Item2)) { Warnings = [50, 75, 90, 100], Escalations = [new(120, "operaciones")] }, made.Item1.Item1.Item2),
                    (clock, pause) =>
                    {
                        var from = (clock.Pauses is [.., var last] ? last.To!.Value : clock.Started) + Duration.FromMinutes(pause.Item1);
                        return clock.Pause(from, Why).Resume(from + Duration.FromMinutes(pause.Item2));
                    })));

    [Fact]
    public void What_counts_until_its_due_time_is_the_term_whatever_the_pauses() =>
        For.All(Clocks, made =>
        {
            var plain = made.Clock with { Pauses = [] };
            return made.Clock.Elapsed(made.Due, made.Calendar) == plain.Elapsed(plain.Due(made.Calendar)!.Value, made.Calendar);
        });

    [Fact]
    public void Pausing_and_resuming_adds_exactly_the_pause() =>
        For.All(Clocks.Zip(Gen.Choose(0, 9000)).Zip(Gen.Choose(0, 9000)), made =>
        {
            var ((given, after), length) = (made.Item1, made.Item2);
            var from = (given.Clock.Pauses is [.., var last] ? last.To!.Value : given.Clock.Started) + Duration.FromMinutes(after);
            var to = from + Duration.FromMinutes(length);
            var longer = given.Clock.Pause(from, Why).Resume(to).Due(given.Calendar)!.Value;
            var expected = from >= given.Due ? given.Due
                : given.Clock.CountsOpenHours ? given.Calendar.AddWorkingTime(given.Due, given.Calendar.WorkingTimeBetween(from, to))
                : given.Due + (to - from);
            return longer == expected;
        });

    [Fact]
    public void Its_share_never_falls_and_is_whole_at_its_due_time() =>
        For.All(Clocks.Zip(Gen.Choose(0, 100_000)).Zip(Gen.Choose(0, 100_000)), made =>
        {
            var ((given, first), second) = (made.Item1, made.Item2);
            var (early, late) = (given.Clock.Started + Duration.FromMinutes(Math.Min(first, second)), given.Clock.Started + Duration.FromMinutes(Math.Max(first, second)));
            return given.Clock.Share(early, given.Calendar) <= given.Clock.Share(late, given.Calendar)
                && Math.Abs(given.Clock.Share(given.Due, given.Calendar) - 1) < 1e-9
                && given.Clock.Share(given.Clock.Started, given.Calendar) is 0 or 1;
        });

    [Fact]
    public void Warnings_come_later_the_higher_their_share_each_when_it_has_passed_and_the_last_when_it_is_due() =>
        For.All(Clocks, made =>
        {
            var alarms = made.Clock.Alarms(made.Calendar);
            return alarms.Zip(alarms.Skip(1)).All(pair => pair.First.At <= pair.Second.At)
                && alarms.All(alarm => made.Clock.Share(alarm.At!.Value, made.Calendar) >= (alarm.Percent / 100.0) - 1e-9
                    && (alarm.At == made.Clock.Started || made.Clock.Share(alarm.At.Value - Duration.FromSeconds(1), made.Calendar) < alarm.Percent / 100.0))
                && alarms.Single(alarm => alarm.Percent == 100).At == made.Due;
        });

    [Fact]
    public void The_due_time_that_is_explained_is_the_one_that_was_computed() =>
        For.All(Clocks, made =>
        {
            var said = made.Calendar.SayMoment(made.Due);
            var reading = made.Clock.Read(made.Due, made.Calendar);
            return reading.Due == made.Due
                && reading.Why.Spanish.Contains($": vence {said.Spanish} (", StringComparison.Ordinal)
                && reading.Why.English.Contains($": due {said.English} (", StringComparison.Ordinal)
                && reading.Why.Spanish.Split(" en pausa ").Length - 1 == made.Clock.Pauses.Count(pause => pause.From < made.Due && pause.To > pause.From);
        });

    [Fact]
    public void It_is_late_after_its_due_time_and_never_before() =>
        For.All(Clocks, made =>
        {
            // A pause that began later is not known yet at the due time.
            var (after, clock) = (made.Due + Duration.FromSeconds(1), made.Clock with { Pauses = [.. made.Clock.Pauses.Where(pause => pause.From < made.Due)] });
            return clock.Read(made.Due, made.Calendar).State is not ClockState.Late
                && clock.Read(after, made.Calendar).State is ClockState.Late
                && clock.Stop(made.Due).Read(made.Due, made.Calendar).State is ClockState.InTime
                && clock.Stop(after).Read(made.Due, made.Calendar).State is ClockState.OutOfTime;
        });

    internal sealed record Made(WorkCalendar Calendar, Clock Clock)
    {
        public Instant Due => Clock.Due(Calendar)!.Value;
    }
}

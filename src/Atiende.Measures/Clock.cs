using System.Collections.Immutable;
using Atiende.Values;
using Atiende.Values.Calendars;
using NodaTime;

namespace Atiende.Measures;

/// <summary>
/// A term that runs: from its start, less the times in which it was paused, until it is stopped. It is a value and asks nothing the time;
/// what runs in stages is several clocks, each started where the one before was stopped.
/// </summary>
/// <param name="Rule">What it counts.</param>
/// <param name="Started">From when.</param>
public sealed record Clock(ClockRule Rule, Instant Started)
{
    /// <summary>The times in which it did not run, in their order, none over another; only the last may lack its end.</summary>
    public ImmutableArray<ClockPause> Pauses { get; init; } = [];

    /// <summary>When it was stopped; null while it is not.</summary>
    public Instant? Stopped { get; init; }

    /// <summary>Whether it is paused.</summary>
    public bool IsPaused => Pauses is [.., { To: null }];

    /// <summary>Paused from then on; unchanged where it is paused already or was stopped. A time before what is known counts as that.</summary>
    public Clock Pause(Instant at, Bilingual reason) =>
        IsPaused || Stopped is not null ? this : this with { Pauses = Pauses.Add(new(NotBefore(at), null, reason)) };

    /// <summary>Running again from then on; unchanged where it is not paused.</summary>
    public Clock Resume(Instant at) =>
        Pauses is [.., { To: null } last] ? this with { Pauses = Pauses.SetItem(Pauses.Length - 1, last with { To = Instant.Max(at, last.From) }) } : this;

    /// <summary>Stopped then; unchanged where it was stopped already. A pause ends with it.</summary>
    public Clock Stop(Instant at) => Stopped is not null ? this : IsPaused ? Resume(at).Stop(at) : this with { Stopped = NotBefore(at) };

    /// <summary>By when; null while it is paused before its time is over.</summary>
    /// <exception cref="InvalidOperationException">The calendar has too few open hours to count so far.</exception>
    public Instant? Due(WorkCalendar calendar) => When(Whole(calendar), calendar);

    /// <summary>The time that counted until an instant: open hours where the term is counted in them.</summary>
    public Duration Elapsed(Instant now, WorkCalendar calendar)
    {
        var until = Instant.Max(Started, Instant.Min(now, Stopped ?? now));
        return Pauses.Aggregate(Between(Started, until, calendar), (left, pause) =>
            left - Between(Instant.Min(Instant.Max(pause.From, Started), until), Instant.Min(Instant.Max(pause.To ?? until, Started), until), calendar));
    }

    /// <summary>How much of the term has passed at an instant: 1 is all of it.</summary>
    public double Share(Instant now, WorkCalendar calendar) =>
        Whole(calendar) is var whole && whole > Duration.Zero ? Elapsed(now, calendar) / whole : now >= Started ? 1 : 0;

    /// <summary>All that it says on its way, in the order in which it says it; nothing once it was stopped.</summary>
    public ImmutableArray<ClockAlarm> Alarms(WorkCalendar calendar)
    {
        if (Stopped is not null) return [];

        var whole = Whole(calendar);
        Instant? Of(int percent) => When(whole * percent / 100, calendar);
        return
        [
            .. Rule.Warnings.Distinct().Select(percent => new ClockAlarm(ClockAlarmKind.Warning, percent, null, Of(percent)))
                .Concat(Rule.Escalations.Distinct().Select(e => new ClockAlarm(ClockAlarmKind.Escalation, e.Percent, e.To, Of(e.Percent))))
                .OrderBy(alarm => alarm.Percent).ThenBy(alarm => alarm.Kind),
        ];
    }

    /// <summary>The next instant at which it says something that it has not said.</summary>
    public Instant? NextAlarm(IReadOnlyCollection<string> said, WorkCalendar calendar) =>
        Alarms(calendar).FirstOrDefault(alarm => !said.Contains(alarm.Key))?.At;

    /// <summary>What it shows at an instant.</summary>
    public ClockReading Read(Instant now, WorkCalendar calendar)
    {
        var due = Due(calendar);
        var state = Stopped is { } stopped ? stopped <= due ? ClockState.InTime : ClockState.OutOfTime
            : due < now ? ClockState.Late
            : IsPaused && due is null ? ClockState.Paused : ClockState.Running;
        return new(state, due, Share(now, calendar), Elapsed(now, calendar), ClockExplanation.Of(this, due, calendar));
    }

    /// <summary>The time from one instant to another in the term's own measure.</summary>
    internal Duration Between(Instant from, Instant to, WorkCalendar calendar) =>
        CountsOpenHours ? calendar.WorkingTimeBetween(from, to) : to - from;

    /// <summary>Whether only open hours count.</summary>
    public bool CountsOpenHours => Rule.Term.Unit is DueUnit.WorkingHours or DueUnit.WorkingDays;

    // When so much has counted. What follows a pause is put off by the pause, in the same measure.
    private Instant? When(Duration amount, WorkCalendar calendar)
    {
        var at = After(Started, amount, calendar);
        foreach (var pause in Pauses)
        {
            var from = Instant.Max(pause.From, Started);
            if (from >= at) break;
            if (pause.To is not { } to) return null;
            if (to > from) at = After(at, Between(from, to, calendar), calendar);
        }

        return at;
    }

    private Duration Whole(WorkCalendar calendar) => Between(Started, Rule.Term.Due(Started, calendar), calendar);

    private Instant After(Instant from, Duration time, WorkCalendar calendar) =>
        CountsOpenHours ? calendar.AddWorkingTime(from, time) : from + time;

    private Instant NotBefore(Instant at) => Instant.Max(at, Pauses is [.., { To: { } resumed }] ? Instant.Max(Started, resumed) : Started);
}

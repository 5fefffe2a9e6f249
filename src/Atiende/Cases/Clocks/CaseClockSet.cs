using Atiende.Measures;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Values;
using NodaTime;

namespace Atiende.Cases.Clocks;

/// <summary>The clocks of a case while it changes: begun by its entry or a state, paused and stopped by states, as its type says.</summary>
internal sealed class CaseClockSet(Db db, Case one, CaseType type, Organization organization, CaseEvents events, List<CaseClockRow> rows)
{
    private readonly Instant now = Instant.FromDateTimeOffset(Instants.Stored(events.At));

    /// <summary>Clocks that were stopped or dropped, with what they had said: nobody needs to be told of them any more.</summary>
    public List<CaseClockRow> Ended { get; } = [];

    /// <summary>Whether a clock began, was paused, went on or ended.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Begins what runs by the case's fields, and drops what no longer does.</summary>
    public void Begin()
    {
        var facts = new FactBase(new Run { Facts = Run.NoFacts.AddRange(one.Fields) }, WalkRules.Plain, Instant.FromDateTimeOffset(one.OpenedAt));
        foreach (var clock in type.Clocks)
        {
            var runs = facts.Hold(clock.When);
            var row = rows.Find(r => r.Name == clock.Name);
            if (row is { StoppedAt: null } && !runs) Drop(row);
            else if (row is null && runs && !one.Visited.Contains(clock.Until.Value) && (clock.Since is not { } since || one.Visited.Contains(since.Value)))
                Start(clock, clock.Since is null ? one.OpenedAt : now.ToDateTimeOffset(), one.Visited.Length == 0 ? null : one.State);
        }
    }

    /// <summary>What a state that is entered does: it stops, starts, pauses or goes on with clocks.</summary>
    public void Enter(string state)
    {
        foreach (var (row, clock) in Running().ToList())
        {
            if (clock.Until.Value == state) Stop(row, clock);
            else Wait(row, clock, clock.Pauses.FirstOrDefault(pause => pause.State.Value == state));
        }

        foreach (var clock in type.Clocks.Where(c => c.Since?.Value == state && !rows.Exists(r => r.Name == c.Name) && !one.Visited.Contains(c.Until.Value)))
        {
            var facts = new FactBase(new Run { Facts = Run.NoFacts.AddRange(one.Fields) }, WalkRules.Plain, now);
            if (facts.Hold(clock.When)) Start(clock, now.ToDateTimeOffset(), state);
        }
    }

    /// <summary>Ends what a closed case leaves running, and says by when the case is due next.</summary>
    public void Settle()
    {
        if (!one.IsOpen)
        {
            foreach (var (row, clock) in Running().ToList()) End(row, row.ToClock(clock).Stop(now));
        }

        var next = rows.Where(row => row is { StoppedAt: null, DueAt: not null }).MinBy(row => row.DueAt);
        (one.DueAt, one.DueWhy) = (next?.DueAt, next is null ? null : new(
            $"{next.Name}: {next.Why.Spanish}", $"{English(next.Name)}: {next.Why.English}"));
    }

    private IEnumerable<(CaseClockRow Row, CaseClock Clock)> Running() =>
        type.Clocks.Select(clock => (Row: rows.Find(r => r.Name == clock.Name && r.StoppedAt is null), clock)).Where(pair => pair.Row is not null)!;

    // The state in which it begins may be one in which it does not run.
    private void Start(CaseClock clock, DateTimeOffset at, string? state)
    {
        var term = PackTimes.RuleOf(clock.Due);
        var row = new CaseClockRow { CaseId = one.Id, Name = clock.Name, Unit = term.Unit, Amount = term.Amount, StartedAt = at };
        var counted = row.ToClock(clock);
        row.Keep(clock.Pauses.FirstOrDefault(pause => pause.State.Value == state) is { } pause ? counted.Pause(now, Said(pause.Reason)) : counted, organization.Times.Calendar);
        rows.Add(row);
        db.Add(row);
        IsChanged = true;
    }

    private void Stop(CaseClockRow row, CaseClock clock)
    {
        var stopped = row.ToClock(clock).Stop(now);
        row.InTime = stopped.Stopped <= stopped.Due(organization.Times.Calendar);
        events.Add(CaseEventKind.Clock, row.InTime == true
            ? new($"{clock.Name}: dentro del plazo", $"{English(clock.Name)}: in time") : new($"{clock.Name}: fuera del plazo", $"{English(clock.Name)}: late"));
        one.InTime = row.InTime == true && one.InTime != false;
        End(row, stopped);
    }

    private void Wait(CaseClockRow row, CaseClock clock, CasePause? pause)
    {
        var counted = row.ToClock(clock);
        if (pause is null == !counted.IsPaused) return;

        events.Add(CaseEventKind.Clock, pause is null
            ? new($"{clock.Name}: el plazo vuelve a correr", $"{English(clock.Name)}: the clock runs again")
            : new($"{clock.Name}: el plazo se detiene ({pause.Reason})", $"{English(clock.Name)}: the clock is paused ({English(pause.Reason)})"));
        row.Keep(pause is null ? counted.Resume(now) : counted.Pause(now, Said(pause.Reason)), organization.Times.Calendar);
        IsChanged = true;
    }

    private void End(CaseClockRow row, Clock stopped)
    {
        row.Keep(stopped, organization.Times.Calendar);
        Ended.Add(row);
        IsChanged = true;
    }

    private void Drop(CaseClockRow row)
    {
        events.Add(CaseEventKind.Clock, new($"{row.Name}: ya no corresponde", $"{English(row.Name)}: no longer applies"));
        rows.Remove(row);
        db.Remove(row);
        Ended.Add(row);
        IsChanged = true;
    }

    private Bilingual Said(string reason) => new(reason, English(reason));

    private string English(string text) => organization.Pack.English.GetValueOrDefault(text, text);
}

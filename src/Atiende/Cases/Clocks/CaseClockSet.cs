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
            var row = rows.Find(r => r.Rule == clock.Name && r.StoppedAt is null) ?? rows.Find(r => r.Rule == clock.Name);
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
            else Wait(row, clock, PauseOf(clock, state));
        }

        foreach (var clock in type.Clocks.Where(c => c.Since?.Value == state && !rows.Exists(r => r.Rule == c.Name) && !one.Visited.Contains(c.Until.Value))) BeginIn(clock, state);
    }

    /// <summary>
    /// What being opened again in a state does: each clock that is counted from that state begins, whatever the case had been through before. What
    /// earlier clocks said stays.
    /// </summary>
    public void EnterAgain(string state)
    {
        foreach (var clock in type.Clocks.Where(c => c.Since?.Value == state && !rows.Exists(r => r.Rule == c.Name && r.StoppedAt is null)))
        {
            if (!BeginIn(clock, state)) continue;

            var term = PackTimes.RuleOf(clock.Due).Explain(now, organization.Times.Calendar);
            events.Add(CaseEventKind.Clock, new(
                $"{clock.Name}: un plazo nuevo corre desde la reapertura ({term.Spanish})", $"{English(clock.Name)}: a new term runs from the reopening ({term.English})"));
        }
    }

    /// <summary>Pauses and goes on with clocks by what the case waits for now.</summary>
    public void Follow()
    {
        foreach (var (row, clock) in Running().ToList()) Wait(row, clock, PauseOf(clock, one.State));
    }

    /// <summary>Ends what a closed case leaves running, and says by when the case is due next.</summary>
    public void Settle()
    {
        if (!one.IsOpen)
        {
            foreach (var (row, clock) in Running().ToList()) End(row, clock, row.ToClock(clock).Stop(now));
            one.AwaitingSince = null; // What was asked has come too late to be waited for.
        }

        var next = rows.Where(row => row is { StoppedAt: null, DueAt: not null }).MinBy(row => row.DueAt);
        (one.DueAt, one.DueWhy) = (next?.DueAt, next is null ? null : new(
            $"{next.Name}: {next.Why.Spanish}", $"{next.Called(organization.Pack.English).English}: {next.Why.English}"));
    }

    private IEnumerable<(CaseClockRow Row, CaseClock Clock)> Running() =>
        type.Clocks.Select(clock => (Row: rows.Find(r => r.Rule == clock.Name && r.StoppedAt is null), clock)).Where(pair => pair.Row is not null)!;

    // In a state, or because the person was asked: what the state says is the nearer reason.
    private CasePause? PauseOf(CaseClock clock, string? state) => clock.Pauses.FirstOrDefault(pause => pause.State is { } named && named.Value == state)
        ?? (one.AwaitingSince is null ? null : clock.Pauses.FirstOrDefault(pause => pause.Asked));

    private bool BeginIn(CaseClock clock, string state)
    {
        var facts = new FactBase(new Run { Facts = Run.NoFacts.AddRange(one.Fields) }, WalkRules.Plain, now);
        if (!facts.Hold(clock.When)) return false;

        Start(clock, now.ToDateTimeOffset(), state);
        return true;
    }

    // The state in which it begins may be one in which it does not run.
    private void Start(CaseClock clock, DateTimeOffset at, string? state)
    {
        var term = PackTimes.RuleOf(clock.Due);
        var before = rows.Count(r => r.Rule == clock.Name);
        var row = new CaseClockRow
        {
            CaseId = one.Id,
            Name = before == 0 ? clock.Name : CaseClockRow.Numbered(clock.Name, before + 1),
            Of = before == 0 ? null : clock.Name,
            Unit = term.Unit,
            Amount = term.Amount,
            StartedAt = at,
        };
        var counted = row.ToClock(clock);
        Keep(row, clock, PauseOf(clock, state) is { } pause ? counted.Pause(now, Said(pause.Reason)) : counted);
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
        End(row, clock, stopped);
    }

    private void Wait(CaseClockRow row, CaseClock clock, CasePause? pause)
    {
        var counted = row.ToClock(clock);
        if (pause is null ? !counted.IsPaused : counted.IsPaused && counted.Pauses[^1].Reason.Spanish == pause.Reason) return;

        events.Add(CaseEventKind.Clock, pause is null
            ? new($"{clock.Name}: el plazo vuelve a correr", $"{English(clock.Name)}: the clock runs again")
            : new($"{clock.Name}: el plazo se detiene ({pause.Reason})", $"{English(clock.Name)}: the clock is paused ({English(pause.Reason)})"));
        // For another reason than before it is another pause.
        Keep(row, clock, pause is null ? counted.Resume(now) : counted.Resume(now).Pause(now, Said(pause.Reason)));
        IsChanged = true;
    }

    // A term that is not counted from the entry says from what.
    private void Keep(CaseClockRow row, CaseClock clock, Clock counted)
    {
        row.Keep(counted, organization.Times.Calendar);
        if (clock.Since is not { } since) return;

        var state = StatePath.Name(type.States, since);
        row.Why = new($"{row.Why.Spanish}; se cuenta desde que quedó «{state}»", $"{row.Why.English}; counted from when it was \"{English(state)}\"");
    }

    private void End(CaseClockRow row, CaseClock clock, Clock stopped)
    {
        Keep(row, clock, stopped);
        Ended.Add(row);
        IsChanged = true;
    }

    private void Drop(CaseClockRow row)
    {
        events.Add(CaseEventKind.Clock, new($"{row.Name}: ya no corresponde", $"{row.Called(organization.Pack.English).English}: no longer applies"));
        rows.Remove(row);
        db.Remove(row);
        Ended.Add(row);
        IsChanged = true;
    }

    private Bilingual Said(string reason) => new(reason, English(reason));

    private string English(string text) => organization.Pack.English.GetValueOrDefault(text, text);
}

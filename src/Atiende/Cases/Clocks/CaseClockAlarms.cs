using System.Collections.Immutable;
using System.Globalization;
using Atiende.Inbox;
using Atiende.Measures;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Cases.Clocks;

/// <summary>
/// Says what clocks have to say when a share of their term has passed: an event of the case, and a task for whoever must know, each once.
/// What it said is stored with the clock, in the same transaction: a wall clock put back or forward says nothing twice.
/// </summary>
internal sealed partial class CaseClockAlarms(
    Db db, IOrganizations organizations, IInbox inbox, CaseClockKeeper keeper, TimeProvider time, ILogger<CaseClockAlarms> log)
{
    /// <summary>Who says it.</summary>
    public const string By = "atiende";

    // Clocks that one round looks at.
    private const int Most = 100;

    /// <summary>Says what is due now.</summary>
    /// <returns>Whether there is more to say at once.</returns>
    public async Task<bool> Tell(CancellationToken cancel)
    {
        var now = Instants.Stored(time.GetUtcNow());
        var due = await db.Set<CaseClockRow>().AsNoTracking().Where(row => row.NextAlarmAt <= now).OrderBy(row => row.NextAlarmAt).Take(Most)
            .Select(row => new { row.CaseId, row.Name }).ToListAsync(cancel);
        var told = 0;
        foreach (var one in due)
        {
            try
            {
                await db.Write(inner => Tell(one.CaseId, one.Name, now, inner), cancel);
                told++;
            }
            catch (InvalidOperationException failed)
            {
                // A clock that cannot be counted any more, for want of open hours, keeps no other from being told.
                LogFailed(log, one.CaseId, failed);
            }
        }

        return due.Count == Most && told > 0;
    }

    private async Task Tell(Guid id, string name, DateTimeOffset now, CancellationToken cancel)
    {
        await CaseClockKeeper.Hold(db, id, cancel);
        var one = await db.Set<Case>().AsNoTracking().FirstAsync(c => c.Id == id, cancel);
        if (await db.Set<CaseClockRow>().FirstOrDefaultAsync(row => row.CaseId == id && row.Name == name && row.StoppedAt == null, cancel) is not { } row) return;

        var inForce = organizations.Current.Pack.Cases.FirstOrDefault(type => type.Id.Value == one.Type)?.Clocks.FirstOrDefault(c => c.Name == row.Rule);
        var (clock, calendar) = (row.ToClock(inForce), organizations.Current.Times.Calendar);
        var reached = clock.Alarms(calendar).Where(alarm => alarm.At <= Instant.FromDateTimeOffset(now) && !row.Said.Contains(alarm.Key)).ToList();
        var before = row.Said.Select(said => CaseClockKeeper.TaskKey(row, said)).ToList();
        row.Said = [.. row.Said, .. reached.Select(alarm => alarm.Key)];
        row.NextAlarmAt = clock.NextAlarm(row.Said, calendar)?.ToDateTimeOffset();
        if (reached.Count == 0) return;

        // After hours without the program only the last of each receiver says something new.
        var told = reached.Select(alarm => (Alarm: alarm, To: alarm.To ?? one.To ?? inForce?.WarnTo?.Value)).GroupBy(a => a.To).Select(to => to.Last()).ToList();
        await inbox.Withdraw(before, evenTaken: false, "Sigue con un aviso posterior.", cancel);
        foreach (var (alarm, to) in told.Where(a => a.To is not null)) await inbox.Put(TaskOf(one, row, alarm, to!), cancel);
        var last = await db.Set<CaseEvent>().Where(e => e.CaseId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
        new CaseEvents(db, one, By, null, now, last).Add(CaseEventKind.Clock, Said(row, reached[^1].Percent, [.. told.Select(a => a.To).OfType<string>()]));
        keeper.Tell();
    }

    private static NewTask TaskOf(Case one, CaseClockRow row, ClockAlarm alarm, string to) => new(
        CaseClockKeeper.TaskKey(row, alarm.Key), TaskKind.Clock, string.Create(CultureInfo.InvariantCulture, $"{alarm.Percent} % · {one.Folio} · {one.Title}"),
        row.Name, to, OnlyMember: null, NotMember: null, row.DueAt, $"{row.Name}: {row.Why.Spanish}",
        ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase), one.RunId, one.InteractionId, one.ContactId, By);

    private Bilingual Said(CaseClockRow row, int percent, IReadOnlyList<string> to)
    {
        var english = organizations.Current.Pack.English;
        var who = to.Select(organizations.Current.Words.Who).ToList();
        var (spanish, inEnglish) = (string.Join(", ", who), string.Join(", ", who.Select(w => english.GetValueOrDefault(w, w))));
        return new(
            $"{row.Name}: {Passed(percent).Spanish}{(who.Count == 0 ? "" : $"; se avisa a {spanish}")}",
            $"{row.Called(english).English}: {Passed(percent).English}{(who.Count == 0 ? "" : $"; told: {inEnglish}")}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A clock of case {Case} could not be looked at")]
    private static partial void LogFailed(ILogger log, Guid @case, Exception failed);

    private static Bilingual Passed(int percent) => percent switch
    {
        < 100 => new($"pasó el {percent} % del plazo", $"{percent} % of the term has passed"),
        100 => new("venció el plazo", "the term is over"),
        _ => new($"vencido, al {percent} % del plazo", $"late, at {percent} % of the term"),
    };
}

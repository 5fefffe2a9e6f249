using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Reopening;

/// <summary>Begins again the procedures of cases that were opened again.</summary>
internal sealed class ReopeningTurn(Db db, ICaseMatters matters, IGuidance guidance)
{
    private const int AtOnce = 50;

    /// <summary>Begins those that wait; the result is how many.</summary>
    public async Task<int> Take(CancellationToken cancel)
    {
        var waiting = await db.Set<ReopeningRow>().AsNoTracking().Where(r => r.Waits).OrderBy(r => r.At).Take(AtOnce).ToListAsync(cancel);
        foreach (var again in waiting)
        {
            // Begun and stopped before that was written down: it is begun once.
            if (!await guidance.IsBegun(again.RunId, cancel)) await Begin(again, cancel);
            await db.Write(async inner => (await db.Set<ReopeningRow>().SingleAsync(r => r.RunId == again.RunId, inner)).Waits = false, cancel);
        }

        return waiting.Count;
    }

    // What the first run was told of its channel holds again; the case's own data are newer than what that run began with.
    private async Task Begin(ReopeningRow again, CancellationToken cancel)
    {
        if (await matters.Find(again.CaseId, cancel) is not { Type: { Filing: { } filing, Reopen: { } reopen } } matter)
            throw new InvalidOperationException($"The case {again.CaseId} is no longer opened again, and one of it waits.");

        var facts = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase);
        if (matter.Run is { } first && await guidance.Find(first, cancel) is { } run)
            foreach (var name in new[] { "channel", "canal" })
                if (run.Run.Facts.TryGetValue(name, out var said)) facts[name] = said;
        foreach (var (name, value) in matter.Fields) facts[name] = value;
        facts[$"folio:{filing.Case}"] = Datum.Of(matter.Folio);
        // Its area is asked again.
        if (matter.To is { } to) facts[$"{filing.Case}.to"] = Datum.Of(to);
        facts["motivo_reapertura"] = Datum.Of(again.Why);
        await guidance.Begin(new(filing.Document, reopen.Section, null, null, matter.Contact, Actor.System, facts) { Id = again.RunId }, cancel);
    }
}

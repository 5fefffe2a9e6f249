using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Clocks;

/// <summary>Gives their clocks to open cases that have none: those opened before clocks were kept, or before their type had any.</summary>
internal sealed partial class CaseClockCatchUp(Db db, IOrganizations organizations, CaseClockKeeper keeper, TimeProvider time, ILogger<CaseClockCatchUp> log)
{
    // Cases that are looked at together.
    private const int Most = 100;

    /// <summary>Looks once at all open cases.</summary>
    public async Task All(CancellationToken cancel)
    {
        var clocked = organizations.Current.Pack.Cases.Where(type => type.Clocks.Count > 0).Select(type => type.Id.Value).ToList();
        for (Guid? last = null; ;)
        {
            var ids = await db.Set<Case>().Where(c => c.IsOpen && clocked.Contains(c.Type) && (last == null || c.Id > last)
                && !db.Set<CaseClockRow>().Any(row => row.CaseId == c.Id)).OrderBy(c => c.Id).Select(c => c.Id).Take(Most).ToListAsync(cancel);
            foreach (var id in ids)
            {
                try
                {
                    await db.Write(inner => Give(id, inner), cancel);
                }
                catch (InvalidOperationException failed)
                {
                    // A term that cannot be counted, for want of open hours, keeps no other case from its clock.
                    LogFailed(log, id, failed);
                }
            }

            if (ids.Count < Most) return;
            last = ids[^1];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Case {Case} could not be given its clocks")]
    private static partial void LogFailed(ILogger log, Guid @case, Exception failed);

    private async Task Give(Guid id, CancellationToken cancel)
    {
        await CaseClockKeeper.Hold(db, id, cancel);
        var one = await db.Set<Case>().FirstAsync(c => c.Id == id, cancel);
        if (organizations.Current.Pack.Cases.FirstOrDefault(type => type.Id.Value == one.Type) is not { } type) return;

        var last = await db.Set<CaseEvent>().Where(e => e.CaseId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
        var clocks = await keeper.Open(one, type, new(db, one, CaseClockAlarms.By, null, time.GetUtcNow(), last), opened: false, cancel);
        clocks.Begin();
        clocks.Settle();
        await keeper.Close(clocks, cancel);
    }
}

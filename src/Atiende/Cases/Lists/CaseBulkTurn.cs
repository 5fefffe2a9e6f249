using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Goes on with what is done to many cases: a case in each transaction, so that a stop in between leaves none half done.</summary>
internal sealed class CaseBulkTurn(Db db, CaseBulkChange change, ICurrentOrganization organization, IHints hints, TimeProvider clock)
{
    // Cases that one turn takes.
    private const int Most = 25;

    /// <summary>Does some that wait.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Take(CancellationToken cancel)
    {
        if (await db.Set<CaseBulk>().AsNoTracking().Where(b => b.FinishedAt == null).OrderBy(b => b.Id).FirstOrDefaultAsync(cancel) is not { } bulk) return false;

        var waiting = await db.Set<CaseBulkItem>().AsNoTracking().Where(i => i.BulkId == bulk.Id && i.State == CaseBulkState.Waiting)
            .OrderBy(i => i.Number).Select(i => i.Number).Take(Most).ToListAsync(cancel);
        foreach (var number in waiting) await One(bulk, number, cancel);
        if (waiting.Count < Most) await Finish(bulk, cancel);
        hints.Tell(organization.Id!, CaseHints.Topic);
        return true;
    }

    private Task One(CaseBulk bulk, int number, CancellationToken cancel) => db.Write(async inner =>
    {
        // Who comes second, from another node, finds that it waits no more.
        var items = db.Set<CaseBulkItem>().Where(i => i.BulkId == bulk.Id && i.Number == number);
        if (await items.Where(i => i.State == CaseBulkState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, CaseBulkState.Done), inner) == 0) return;

        var item = await items.FirstAsync(inner);
        try
        {
            (item.Before, item.Event) = await change.Do(bulk, item, inner);
        }
        catch (CaseRefusedException refused)
        {
            (item.State, item.Why) = (CaseBulkState.Refused, refused.Said);
        }
    }, cancel);

    private Task Finish(CaseBulk bulk, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        await db.Set<CaseBulk>().Where(b => b.Id == bulk.Id && b.FinishedAt == null).ExecuteUpdateAsync(set => set.SetProperty(b => b.FinishedAt, now).SetProperty(b => b.Text, (string?)null), inner);
    }, cancel);
}

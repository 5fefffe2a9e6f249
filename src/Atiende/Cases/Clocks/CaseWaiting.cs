using Atiende.Cases.Lists;
using Atiende.Cases.Relations;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Clocks;

/// <summary>Keeps since when cases wait for their person, and has their clocks follow.</summary>
internal sealed class CaseWaiting(Db db, IOrganizations organizations, CaseClockKeeper keeper, IHints hints, TimeProvider clock) : ICaseWaiting
{
    public Task Begin(Guid ofCase, string by, CancellationToken cancel) =>
        db.Write(inner => Set(ofCase, Instants.Stored(clock.GetUtcNow()), by, inner), cancel);

    public Task End(Guid ofCase, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        await Set(ofCase, null, by, inner);
        if (await CaseChain.GoesOnIn(db, ofCase, inner) is var into && into != ofCase) await Set(into, null, by, inner);
    }, cancel);

    /// <summary>Has a case's clocks follow what it waits for, after something else changed it.</summary>
    public async Task Follow(Case one, string by, CancellationToken cancel)
    {
        if (organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == one.Type) is not { } type) return;

        var last = await db.Set<CaseEvent>().Where(e => e.CaseId == one.Id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
        var clocks = await keeper.Open(one, type, new(db, one, by, null, clock.GetUtcNow(), last), opened: false, cancel);
        clocks.Follow();
        clocks.Settle();
        await keeper.Close(clocks, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task Set(Guid id, DateTimeOffset? since, string by, CancellationToken cancel)
    {
        await db.HoldCase(id, cancel);
        if (await db.Set<Case>().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one || one.AwaitingSince is null == since is null) return;

        // Merged meanwhile: its clocks stand still anyway, and find it so where it is taken apart again.
        if (!one.IsOpen && since is not null) return;

        one.AwaitingSince = since;
        if (one.IsOpen) await Follow(one, by, cancel);
        await db.SaveChangesAsync(cancel);
        var organization = organizations.Current.Id;
        db.AfterCommit(() => hints.Tell(organization, CaseHints.Topic));
    }
}

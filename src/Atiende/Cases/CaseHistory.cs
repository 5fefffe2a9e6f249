using Atiende.Cases.Relations;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Appends to histories.</summary>
internal sealed class CaseHistory(Db db, TimeProvider clock) : ICaseHistory
{
    public Task Say(Guid ofCase, Bilingual what, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        await db.HoldCase(ofCase, inner);
        await db.Say(await db.Set<Case>().FirstAsync(c => c.Id == ofCase, inner), CaseEventKind.File, what, by, clock.GetUtcNow(), inner);
    }, cancel);
}

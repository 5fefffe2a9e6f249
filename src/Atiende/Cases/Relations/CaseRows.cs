using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>What whoever changes a case does with its rows.</summary>
internal static class CaseRows
{
    /// <summary>Those who change one case wait for each other until the transaction ends; what is read after it is as it stands.</summary>
    public static async Task HoldCase(this Db db, Guid id, CancellationToken cancel)
    {
        await db.Set<Case>().Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), cancel);
        if (db.Set<Case>().Local.FirstOrDefault(c => c.Id == id) is { } tracked) await db.Entry(tracked).ReloadAsync(cancel);
    }

    /// <summary>Appends to a case's history, and stores it.</summary>
    public static async Task Say(this Db db, Case one, CaseEventKind kind, Bilingual what, string by, DateTimeOffset at, CancellationToken cancel)
    {
        var last = await db.Set<CaseEvent>().Where(e => e.CaseId == one.Id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
        new CaseEvents(db, one, by, null, at, last).Add(kind, what);
        await db.SaveChangesAsync(cancel);
    }
}

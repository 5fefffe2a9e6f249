using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Clocks;

/// <summary>Reads and stores a case's clocks around a change of it, inside the change's transaction.</summary>
internal sealed class CaseClockKeeper(Db db, IOrganizations organizations, IInbox inbox, IHints hints)
{
    /// <summary>The topic that pages hear when clocks began, ended or had something to say.</summary>
    public const string Topic = "clocks";

    public async Task<CaseClockSet> Open(Case one, CaseType type, CaseEvents events, bool opened, CancellationToken cancel) => new(
        db, one, type, organizations.Current, events,
        opened || type.Clocks.Count == 0 ? [] : await db.Set<CaseClockRow>().Where(row => row.CaseId == one.Id).ToListAsync(cancel));

    /// <summary>Takes back what was asked of people for clocks that ended, and lets pages know.</summary>
    public async Task Close(CaseClockSet clocks, CancellationToken cancel)
    {
        var asked = clocks.Ended.SelectMany(row => row.Said.Select(said => TaskKey(row, said))).ToList();
        if (asked.Count > 0) await inbox.Withdraw(asked, evenTaken: true, "El plazo terminó.", cancel);
        if (clocks.IsChanged) Tell();
    }

    /// <summary>Lets pages know, once it is stored.</summary>
    public void Tell()
    {
        var organization = organizations.Current.Id;
        db.AfterCommit(() => hints.Tell(organization, Topic));
    }

    /// <summary>Waits for whoever changes the case meanwhile, and lets nobody else until the transaction ends.</summary>
    public static Task Hold(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Case>().Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, c => c.State), cancel);

    /// <summary>The key of the task that says an alarm.</summary>
    public static string TaskKey(CaseClockRow row, string alarm) =>
        $"clock:{row.CaseId:N}:{row.StartedAt.UtcTicks}:{(row.Name.Length > 60 ? row.Name[..60] : row.Name)}:{alarm}";
}

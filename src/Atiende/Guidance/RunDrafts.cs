using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Guidance;

/// <summary>Keeps drafts with their number and who typed last.</summary>
internal sealed class RunDrafts(Db db, TimeProvider clock) : IRunDrafts
{
    public Task<KeptDraft> Keep(Guid run, string node, IReadOnlyDictionary<string, string> typed, Actor by, int seen, CancellationToken cancel) => db.Write(async inner =>
    {
        // One after the other: the row of the run is held until the draft is stored.
        await db.Set<RunRow>().Where(r => r.Id == run).ExecuteUpdateAsync(set => set.SetProperty(r => r.Node, r => r.Node), inner);
        var here = await db.Set<RunRow>().AsNoTracking().Where(r => r.Id == run).Select(r => new { r.Node, r.Ending }).FirstOrDefaultAsync(inner);
        if (here is not { Ending: null } || here.Node != node) return new KeptDraft(0);

        var draft = await db.Set<RunDraftRow>().FirstOrDefaultAsync(d => d.RunId == run, inner);
        if (draft is not null && draft.Node == node && draft.By is not null && draft.By != by.Member && draft.Version > seen && Differs(draft.Typed, typed))
            return new KeptDraft(draft.Version ?? 0, draft.ByName, draft.Typed);

        if (draft is null) db.Add(draft = new() { RunId = run, Node = node, Typed = [] });
        var version = draft.Node == node ? (draft.Version ?? 0) + 1 : 1;
        (draft.Node, draft.Typed, draft.At, draft.By, draft.ByName, draft.Version) = (node, new(typed), clock.GetUtcNow(), by.Member, by.Name, version);
        return new KeptDraft(version);
    }, cancel);

    private static bool Differs(Dictionary<string, string> theirs, IReadOnlyDictionary<string, string> mine) =>
        theirs.Any(t => t.Value.Length > 0 && mine.GetValueOrDefault(t.Key, "") != t.Value);
}

using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Guidance;

/// <summary>Walks: what was typed and found goes; the way that was taken, its steps and their times stay.</summary>
internal sealed class RunPersonalData(Db db, RunStore store, IOrganizations organizations) : IPersonalData, IRetained
{
    public IReadOnlyCollection<string> Forgets => ["RunEvents.Input", "RunEffects.Words", "RunEffects.Problem", "RunDrafts.Typed", "Runs.Ending"];

    public string Kind => "drafts";

    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        if (subject.Contacts.Count + subject.Interactions.Count == 0) return;

        subject.Runs.UnionWith(await db.Set<RunRow>()
            .Where(r => (r.ContactId != null && subject.Contacts.Contains(r.ContactId.Value)) || (r.InteractionId != null && subject.Interactions.Contains(r.InteractionId.Value)))
            .Select(r => r.Id).ToListAsync(cancel));
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var ids = subject.Runs;
        var rule = new Anonymity(organizations.Current.Pack);
        await db.Set<RunDraftRow>().Where(d => ids.Contains(d.RunId)).ExecuteDeleteAsync(cancel);
        foreach (var row in await db.Set<RunRow>().Where(r => ids.Contains(r.Id)).ToListAsync(cancel))
        {
            row.ContactId = null;
            row.Ending = row.Ending is null ? null : row.Ending.Split(':')[0];
            store.Drop(row);
        }

        foreach (var written in await db.Set<RunEventRow>().Where(e => ids.Contains(e.RunId)).ToListAsync(cancel))
            written.Input = RunStore.Write(rule.Without(RunStore.Read(written.Input)));
        foreach (var effect in await db.Set<RunEffectRow>().Where(e => ids.Contains(e.RunId)).ToListAsync(cancel))
        {
            effect.Words = [.. effect.Words.Select(rule.Word)];
            effect.Problem = effect.Problem is null ? null : Anonymity.Gone;
        }

        await db.SaveChangesAsync(cancel);
    }

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
    {
        var ids = await Due(rule).OrderBy(d => d.At).Select(d => d.RunId).Take(most).ToListAsync(inner);
        return await db.Set<RunDraftRow>().Where(d => ids.Contains(d.RunId)).ExecuteDeleteAsync(inner);
    }, cancel);

    private IQueryable<RunDraftRow> Due(RetentionRule rule) => db.Set<RunDraftRow>().AsNoTracking().Where(d => d.At < rule.Before);
}

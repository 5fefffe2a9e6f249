using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Filing;

/// <summary>Requests as they were filed: whose account filed them and what they began with goes.</summary>
internal sealed class FilingPersonalData(Db db, IOrganizations organizations) : IPersonalData, IKeepsContacts
{
    private const string Portal = "portal:";

    public IReadOnlyCollection<string> Forgets => ["Filings.Facts", "Filings.Origin", "Filings.Key", "Filings.Hash"];

    // The case that was filed loses its person when its period is over, and this with it.
    public IQueryable<Guid> Kept(DateTimeOffset before) => db.Set<FilingRow>().Where(f => f.ContactId != null).Select(f => f.ContactId!.Value);

    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        var origins = subject.PortalPeople.Select(id => Portal + id).ToList();
        if (origins.Count > 0) subject.Cases.UnionWith(await db.Set<FilingRow>().Where(f => origins.Contains(f.Origin)).Select(f => f.CaseId).ToListAsync(cancel));
        if (subject.Cases.Count > 0) subject.Runs.UnionWith(await db.Set<FilingRow>().Where(f => subject.Cases.Contains(f.CaseId)).Select(f => f.RunId).ToListAsync(cancel));
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var rule = new Anonymity(organizations.Current.Pack);
        foreach (var filed in await db.Set<FilingRow>().AsNoTracking().Where(f => subject.Cases.Contains(f.CaseId)).ToListAsync(cancel))
        {
            var (facts, key, origin) = (rule.Without(filed.Facts), filed.CaseId.ToString(), filed.Origin.StartsWith(Portal, StringComparison.Ordinal) ? Portal : filed.Origin);
            await db.Set<FilingRow>().Where(f => f.CaseId == filed.CaseId).ExecuteUpdateAsync(
                set => set.SetProperty(f => f.Facts, facts).SetProperty(f => f.Key, key).SetProperty(f => f.Origin, origin).SetProperty(f => f.Hash, "")
                    .SetProperty(f => f.ContactId, (Guid?)null), cancel);
        }
    }
}

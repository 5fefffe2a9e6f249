using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>Decisions of where a case went: what a rule looked at stays where it is a choice of the pack's, so that rules can still be judged.</summary>
internal sealed class RoutingPersonalData(Db db, IOrganizations organizations) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets => ["RoutingDecisions.Facts"];

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var rule = new Anonymity(organizations.Current.Pack);
        foreach (var decision in await db.Set<RoutingDecisionRow>()
            .Where(d => subject.Runs.Contains(d.RunId) || (d.CaseId != null && subject.Cases.Contains(d.CaseId.Value))).ToListAsync(cancel))
            decision.Facts = rule.Without(decision.Facts);
        await db.SaveChangesAsync(cancel);
    }
}

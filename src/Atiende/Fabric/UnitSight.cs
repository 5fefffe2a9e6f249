using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Packs.Model;

namespace Atiende.Fabric;

/// <summary>What the request's member may see.</summary>
internal sealed class UnitSight(IHttpContextAccessor http, ICurrentMember member, IOrganizations organizations, SightOfWork work) : IUnitSight
{
    // Somebody who is not on duty is nobody's member, and pages let nobody in without a duty.
    public IReadOnlyCollection<string>? Units =>
        http.HttpContext is null ? work.Units
        : member.UnitId is not { } own || member.Can(Ability.Watch) || member.Can(Ability.Administer) ? null : WithThoseUnder(own, organizations.Current.Pack.People.Units);

    private static HashSet<string> WithThoseUnder(string own, IReadOnlyList<Unit> units)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { own };
        while (units.FirstOrDefault(u => u.Parent is { } parent && seen.Contains(parent) && !seen.Contains(u.Id)) is { } under) seen.Add(under.Id);
        return seen;
    }
}

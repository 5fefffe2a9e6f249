using Atiende.Accounts;
using Atiende.Packs.Model;

namespace Atiende.Fabric;

/// <summary>What the request's member may see.</summary>
internal sealed class UnitSight(IHttpContextAccessor http, ICurrentMember member) : IUnitSight
{
    // Somebody who is not on duty is nobody's member, and pages let nobody in without a duty.
    public string? OnlyUnit => http.HttpContext is null || member.Can(Ability.Watch) || member.Can(Ability.Administer) ? null : member.UnitId;
}

using Atiende.Packs.Model;
using Atiende.Procedures.Walking;

namespace Atiende.Packs.Walking;

/// <summary>What a pack tells the walker.</summary>
public static class PackRules
{
    /// <summary>The rules for walking a pack's procedures.</summary>
    public static WalkRules Of(Pack pack, PackTimes times)
    {
        var standings = pack.People.Roles.ToDictionary(r => r.Id.Value, r => r.Kind switch
        {
            RoleKind.Member => RoleStanding.Member,
            RoleKind.Machine => RoleStanding.Machine,
            _ => RoleStanding.Spectator,
        }, StringComparer.Ordinal);
        var above = pack.People.Roles.Where(r => r.EscalatesTo is not null)
            .ToDictionary(r => r.Id.Value, r => r.EscalatesTo!.Value.Value, StringComparer.Ordinal);
        return new(times.Zone, role => standings.GetValueOrDefault(role), times.Within, role => above.GetValueOrDefault(role));
    }
}

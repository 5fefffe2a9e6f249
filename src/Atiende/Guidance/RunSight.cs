using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Packs.Model;

namespace Atiende.Guidance;

/// <summary>What the request's member may see of runs.</summary>
internal sealed class RunSight(IInteractions interactions, IInbox inbox, IUnitSight sight, ICurrentMember member) : IRunSight
{
    public async Task<bool> Sees(RunView run, CancellationToken cancel) =>
        run.Member == member.Id || (member.RoleIds.Contains(run.Run.Role) && await IsOfUnit(run, cancel))
        || (run.Interaction is { } attention ? await SeesAttention(attention, cancel) : sight.Units is null || member.Can(Ability.Supervise) || member.Can(Ability.Quality));

    // Of a role that several units have, the one whose turn it is.
    private async Task<bool> IsOfUnit(RunView run, CancellationToken cancel) =>
        run.Run.Unit is null || await inbox.OfRun(run.Id, cancel) is not { Unit: { } unit } || unit == member.UnitId;

    public async Task<bool> SeesAttention(Guid interaction, CancellationToken cancel) =>
        await interactions.Find(interaction, cancel) is { Summary: var one } && (one.Member == member.Id || sight.Sees(one.Unit));
}

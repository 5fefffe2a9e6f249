using Atiende.Accounts;
using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.PaperPads;

/// <summary>What the member of the request may do with paper: the pack names the roles.</summary>
internal sealed class PaperRights(ICurrentMember member, PaperRecords records)
{
    /// <summary>Whether they issue pads, print them and give addresses.</summary>
    public bool MayIssue => records.Said is { } paper && Has(paper.IssuedBy);

    /// <summary>Whether they enter sheets.</summary>
    public bool MayEnter => records.Said is { } paper && Has(paper.Entry.By);

    private bool Has(IReadOnlyList<Name> roles) => roles.Count == 0 ? member.Can(Ability.Administer) : roles.Any(role => member.RoleIds.Contains(role.Value));
}

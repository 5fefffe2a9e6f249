using Atiende.Packs.Model;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Checking;

/// <summary>Checks units, roles, members, lines and queues against each other.</summary>
internal sealed class PeopleAndLines(Pack pack, PackNames names)
{
    public IEnumerable<Fault> Check() =>
    [
        .. pack.People.Units.SelectMany(u => PackNames.Missing(u.Parent, names.Units, "unit")),
        .. pack.People.Roles.SelectMany(r => PackNames.Missing(r.Unit, names.Units, "unit")),
        .. pack.People.Roles.SelectMany(r => PackNames.Missing(r.EscalatesTo, names.Roles, "role")),
        .. pack.People.Members.SelectMany(m => PackNames.Missing(m.Roles, names.Roles, "role")),
        .. pack.People.Members.SelectMany(m => PackNames.Missing(m.Unit, names.Units, "unit")),
        .. pack.Lines.ServiceLines.SelectMany(l => PackNames.Missing(l.Queue, names.Queues, "queue")),
        .. pack.Lines.ServiceLines.SelectMany(l => PackNames.Missing(l.Unit, names.Units, "unit")),
        .. pack.Lines.Queues.SelectMany(q => PackNames.Missing(q.Role, names.Roles, "role")),
        .. pack.Indicators.SelectMany(i => PackNames.Missing(i.Lines, names.Lines, "line")),
        .. RolesWithoutMember(),
        .. MembersOfRolesThatDoNotSignIn(),
    ];

    private IEnumerable<Fault> RolesWithoutMember() =>
        from role in pack.People.Roles
        where role.Kind is RoleKind.Member && pack.People.Members.All(m => m.Roles.All(r => r.Value != role.Id.Value))
        select new Fault(role.Id.At, $"Nobody of the demonstration holds the role '{role.Id}'", "Add a made-up member with it", IsWarning: true);

    private IEnumerable<Fault> MembersOfRolesThatDoNotSignIn() =>
        from member in pack.People.Members
        from held in member.Roles
        let role = pack.People.Roles.FirstOrDefault(r => r.Id.Value == held.Value)
        where role is not null && role.Kind is not RoleKind.Member
        select new Fault(held.At, $"The role '{held}' does not sign in, so nobody can hold it", "Give the role kind: member, or take it from the member");
}

using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Accounts;

/// <summary>The members of the current organisation.</summary>
public interface IMembers
{
    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<MemberView>> All(CancellationToken cancel);

    /// <summary>One by id, or null.</summary>
    Task<MemberView?> Find(string id, CancellationToken cancel);

    /// <summary>Names of members by id; an id that is nobody's any more stands for itself.</summary>
    Task<IReadOnlyDictionary<string, string>> Names(IEnumerable<string> ids, CancellationToken cancel);
}

/// <summary>A member as colleagues see one.</summary>
/// <param name="Id">Id in the organisation.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Roles">Ids of the roles.</param>
/// <param name="UnitId">Id of the unit.</param>
/// <param name="Extension">Internal extension.</param>
/// <param name="May">What the roles may do.</param>
public sealed record MemberView(
    string Id, string Name, IReadOnlyList<string> Roles, string? UnitId, string? Extension, IReadOnlyList<Ability> May);

/// <summary>The members, from the memberships.</summary>
internal sealed class Members(Db db, IOrganizations organizations) : IMembers
{
    public async Task<IReadOnlyList<MemberView>> All(CancellationToken cancel) =>
        [.. (await Read(db.Set<Membership>(), cancel)).OrderBy(member => member.Name, StringComparer.CurrentCulture)];

    public async Task<MemberView?> Find(string id, CancellationToken cancel) =>
        (await Read(db.Set<Membership>().Where(membership => membership.Member == id), cancel)).FirstOrDefault();

    public async Task<IReadOnlyDictionary<string, string>> Names(IEnumerable<string> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        var known = (await Read(db.Set<Membership>().Where(membership => wanted.Contains(membership.Member)), cancel))
            .ToDictionary(member => member.Id, member => member.Name);
        return wanted.ToDictionary(id => id, id => known.GetValueOrDefault(id, id));
    }

    private async Task<IEnumerable<MemberView>> Read(IQueryable<Membership> memberships, CancellationToken cancel)
    {
        var rows = await memberships.AsNoTracking()
            .Join(db.Users, membership => membership.AccountId, account => account.Id, (membership, account) => new { membership, account.PersonName })
            .ToListAsync(cancel);
        var roles = organizations.Current.Pack.People.Roles;
        return rows.Select(row => new MemberView(
            row.membership.Member, row.PersonName, row.membership.Roles, row.membership.UnitId, row.membership.Extension,
            [.. roles.Where(role => row.membership.Roles.Contains(role.Id.Value)).SelectMany(role => role.May).Distinct()]));
    }
}

using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Accounts;

/// <summary>Where accounts belong. Asked before anybody is on duty, so it looks over all organisations, for one account at a time.</summary>
internal sealed class Memberships(IServiceProvider services, IOrganizations organizations)
{
    /// <summary>The memberships of an account in organisations that are served here, by the organisations' names.</summary>
    public async Task<IReadOnlyList<Membership>> Of(Guid accountId, CancellationToken cancel = default)
    {
        await using var scope = services.CreateSystemScope();
        var found = await All(scope).Where(membership => membership.AccountId == accountId).ToListAsync(cancel);
        return [.. organizations.All.Join(found, organization => organization.Id, membership => membership.OrganizationId, (_, membership) => membership)];
    }

    /// <summary>The demonstration's accounts, by organisation, in the order of its pack.</summary>
    public async Task<IReadOnlyList<DemonstrationOrganization>> OfDemonstration(CancellationToken cancel = default)
    {
        await using var scope = services.CreateSystemScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Db>().Users;
        var found = await (
            from membership in All(scope)
            join account in accounts on membership.AccountId equals account.Id
            where account.IsDemonstration
            select new { Membership = membership, UserName = account.UserName!, account.PersonName }).ToListAsync(cancel);
        return [.. organizations.All.GroupJoin(found, organization => organization.Id, row => row.Membership.OrganizationId,
            (organization, rows) => new DemonstrationOrganization(organization.Pack.Identity.Name, [.. rows
                .Select(row => new DemonstrationAccount(row.UserName, row.PersonName, RolesOf(organization, row.Membership)))
                .OrderBy(account => Place(organization, account))]))
            .Where(organization => organization.Accounts.Count > 0)];
    }

    /// <summary>Writes down what happened at the door.</summary>
    public async Task Happened(SignInEvent happened, CancellationToken cancel = default)
    {
        await using var scope = services.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Add(happened);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Names of a membership's roles.</summary>
    public static IReadOnlyList<string> RolesOf(Organization organization, Membership membership) =>
        [.. membership.Roles.Select(organization.Words.Who)];

    private static IQueryable<Membership> All(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<Db>()
        .Set<Membership>().IgnoreQueryFilters([Db.OrganizationFilter]).AsNoTracking();

    private static int Place(Organization organization, DemonstrationAccount account)
    {
        var identity = organization.Pack.Identity;
        var members = organization.Pack.People.Members;
        for (var i = 0; i < members.Count; i++)
            if (DemonstrationAccounts.UserName(identity, members[i]) == account.UserName) return i;

        return members.Count;
    }
}

/// <summary>An organisation's made-up accounts, for the sign-in page.</summary>
public sealed record DemonstrationOrganization(string Name, IReadOnlyList<DemonstrationAccount> Accounts);

/// <summary>A made-up account that the sign-in page shows.</summary>
public sealed record DemonstrationAccount(string UserName, string PersonName, IReadOnlyList<string> Roles);

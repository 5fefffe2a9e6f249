using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Accounts;

/// <summary>Makes, lists and disables accounts; each change is written to the audit trail.</summary>
internal sealed class AccountKeeping(
    Db db, Settings settings, UserManager<Account> accounts, IOrganizations organizations, IAudit audit, TimeProvider clock) : IAccounts
{
    private const int PersonNameMost = 120;
    private const int UserNameMost = 80;

    public Task<bool> Any(CancellationToken cancel) =>
        db.Users.AnyAsync(account => account.DisabledAt == null && (settings.IsDemonstration || !account.IsDemonstration), cancel);

    public Task Create(NewAccount account, string by, CancellationToken cancel)
    {
        var pack = organizations.Current.Pack;
        Check(account, pack);
        return db.Write(async inner =>
        {
            if (await db.Set<Membership>().AnyAsync(membership => membership.Member == account.UserName, inner))
                throw new AccountRefusedException($"there is a member {account.UserName} already");

            var now = clock.GetUtcNow();
            var made = new Account
            {
                Id = Guid.CreateVersion7(now),
                UserName = account.UserName,
                PersonName = account.PersonName,
                DefaultOrganizationId = organizations.Current.Id,
                CreatedAt = now,
                LockoutEnabled = true,
            };
            var result = await accounts.CreateAsync(made, account.Password);
            if (!result.Succeeded) throw new AccountRefusedException(string.Join(' ', result.Errors.Select(error => error.Description)));

            db.Add(new Membership
            {
                OrganizationId = organizations.Current.Id,
                Member = account.UserName,
                AccountId = made.Id,
                Roles = [.. account.Roles],
                UnitId = account.Unit ?? UnitOf(pack, account.Roles),
                Since = now,
            });
            await audit.Write(new(by, "account.created", $"account:{made.Id}", string.Join(", ", account.Roles)), inner);
        }, cancel);
    }

    public async Task<IReadOnlyList<AccountView>> List(CancellationToken cancel)
    {
        var rows = await db.Set<Membership>().AsNoTracking()
            .Join(db.Users, membership => membership.AccountId, account => account.Id, (membership, account) => new { membership, account })
            .OrderBy(row => row.account.UserName).ToListAsync(cancel);
        return [.. rows.Select(row => new AccountView(
            row.account.UserName!, row.account.PersonName, row.membership.Roles, row.membership.UnitId, row.account.DisabledAt is not null))];
    }

    public Task Disable(string userName, bool disabled, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var account = await accounts.FindByNameAsync(userName);
        if (account is null || !await db.Set<Membership>().AnyAsync(membership => membership.AccountId == account.Id, inner))
            throw new AccountRefusedException($"there is no account {userName} in {organizations.Current.Id}");

        account.DisabledAt = disabled ? account.DisabledAt ?? clock.GetUtcNow() : null;
        // A new stamp: whoever is signed in with it is signed out at the next check.
        await accounts.UpdateSecurityStampAsync(account);
        await audit.Write(new(by, disabled ? "account.disabled" : "account.enabled", $"account:{account.Id}", ""), inner);
    }, cancel);

    private static void Check(NewAccount account, Pack pack)
    {
        if (account.UserName.Length is 0 or > UserNameMost) throw new AccountRefusedException($"the account's name has 1 to {UserNameMost} characters");
        if (account.PersonName.Trim().Length is 0 or > PersonNameMost)
            throw new AccountRefusedException($"the person's name has 1 to {PersonNameMost} characters");

        var roles = pack.People.Roles.Where(role => role.May.Count > 0).Select(role => role.Id.Value).ToList();
        foreach (var unknown in account.Roles.Where(role => !roles.Contains(role)))
            throw new AccountRefusedException($"'{unknown}' is no role of the staff; there are {string.Join(", ", roles)}");

        var units = pack.People.Units.Select(unit => unit.Id.Value).ToList();
        if (account.Unit is { } wanted && !units.Contains(wanted))
            throw new AccountRefusedException($"'{wanted}' is no unit; there are {string.Join(", ", units)}");
    }

    private static string? UnitOf(Pack pack, IReadOnlyList<string> held) =>
        pack.People.Roles.Where(role => role.Unit is not null && held.Contains(role.Id.Value)).Select(role => role.Unit!.Value.Value).FirstOrDefault();
}

using System.Security.Cryptography;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Accounts;

/// <summary>The accounts of a pack's made-up members: one for each, named <c>member@pack</c>, all with one password that the sign-in page shows.</summary>
/// <remarks>Only ever called in demonstration mode, in a scope of the pack's organisation or of the system.</remarks>
public sealed class DemonstrationAccounts(Db db, ILookupNormalizer normalizer, TimeProvider clock)
{
    /// <summary>The password of all of them. It is no secret: it protects made-up people, on loopback.</summary>
    public const string Password = "demostracion-2026";

    // Hashing is slow on purpose; one hash serves all accounts of the process, as they share one public password.
    private static readonly Lazy<string> Hash = new(() => new PasswordHasher<Account>().HashPassword(null!, Password));

    /// <summary>The account's name for signing in.</summary>
    public static string UserName(PackIdentity pack, Member member) => $"{member.Id.Value}@{pack.Id.Value}";

    /// <summary>Makes the accounts that are missing and gives all of them the roles the pack says. Takes part in the caller's transaction.</summary>
    public Task Seed(Pack pack, CancellationToken cancel = default) => db.Write(async inner =>
    {
        var organization = pack.Identity.Id.Value;
        var names = pack.People.Members.Select(member => normalizer.NormalizeName(UserName(pack.Identity, member))).ToList();
        var accounts = await db.Users.Where(account => names.Contains(account.NormalizedUserName!))
            .ToDictionaryAsync(account => account.NormalizedUserName!, inner);
        var memberships = await db.Set<Membership>().IgnoreQueryFilters([Db.OrganizationFilter])
            .Where(membership => membership.OrganizationId == organization)
            .ToDictionaryAsync(membership => membership.Member, inner);
        foreach (var (member, name) in pack.People.Members.Zip(names))
        {
            var account = accounts.GetValueOrDefault(name) ?? Add(pack.Identity, member, name);
            var membership = memberships.GetValueOrDefault(member.Id.Value) ?? Add(organization, member, account);
            membership.Roles = [.. member.Roles.Select(role => role.Value)];
            membership.UnitId = member.Unit?.Value ?? UnitOfRoles(pack, member);
            membership.Extension = member.Extension;
        }
    }, cancel);

    private Account Add(PackIdentity pack, Member member, string normalized)
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = UserName(pack, member),
            NormalizedUserName = normalized,
            PersonName = member.Name,
            DefaultOrganizationId = pack.Id.Value,
            IsDemonstration = true,
            CreatedAt = now,
            PasswordHash = Hash.Value,
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            LockoutEnabled = true,
        };
        db.Add(account);
        return account;
    }

    private Membership Add(string organization, Member member, Account account)
    {
        var membership = new Membership
        {
            OrganizationId = organization,
            Member = member.Id.Value,
            AccountId = account.Id,
            Roles = [],
            Since = clock.GetUtcNow(),
        };
        db.Add(membership);
        return membership;
    }

    private static string? UnitOfRoles(Pack pack, Member member) => pack.People.Roles
        .Where(role => role.Unit is not null && member.Roles.Any(held => held.Value == role.Id.Value))
        .Select(role => role.Unit!.Value.Value).FirstOrDefault();
}

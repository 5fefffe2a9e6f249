using System.Security.Claims;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;

namespace Atiende.Accounts;

/// <summary>What the sign-in says of a person: who, and on duty in which organisation, unit and roles.</summary>
public static class OnDuty
{
    internal const string Organization = OrganizationOfRequest.Claim;
    internal const string OrganizationCalled = "organization-name";
    internal const string Zone = "zone";
    internal const string Language = "language";
    internal const string Unit = "unit";
    internal const string UnitCalled = "unit-name";
    internal const string Role = "role";
    internal const string RoleCalled = "role-name";
    internal const string May = "may";
    internal const string Seeing = "sees";
    internal const string PhoneExtension = "extension";
    internal const string Person = "person";
    internal const string Member = "member";
    internal const string Several = "several-organizations";

    /// <summary>Whether the person is on duty in an organisation.</summary>
    public static bool IsOnDuty(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == Organization);

    /// <summary>The account's id; null for nobody.</summary>
    public static Guid? AccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The member's id in the organisation on duty; null for nobody.</summary>
    public static string? MemberId(this ClaimsPrincipal user) => user.FindFirstValue(Member);

    /// <summary>The person's name; empty for nobody.</summary>
    public static string PersonName(this ClaimsPrincipal user) => user.FindFirstValue(Person) ?? "";

    /// <summary>The organisation's short name.</summary>
    public static string? OrganizationName(this ClaimsPrincipal user) => user.FindFirstValue(OrganizationCalled);

    /// <summary>The organisation's time zone, IANA.</summary>
    public static string? OrganizationZone(this ClaimsPrincipal user) => user.FindFirstValue(Zone);

    /// <summary>The organisation's language, such as es-SV.</summary>
    public static string? OrganizationLanguage(this ClaimsPrincipal user) => user.FindFirstValue(Language);

    /// <summary>The unit's id.</summary>
    public static string? UnitId(this ClaimsPrincipal user) => user.FindFirstValue(Unit);

    /// <summary>The unit's name.</summary>
    public static string? UnitName(this ClaimsPrincipal user) => user.FindFirstValue(UnitCalled);

    /// <summary>Ids of the roles.</summary>
    public static IReadOnlyList<string> RoleIds(this ClaimsPrincipal user) => [.. user.FindAll(Role).Select(claim => claim.Value)];

    /// <summary>Names of the roles.</summary>
    public static IReadOnlyList<string> RoleNames(this ClaimsPrincipal user) => [.. user.FindAll(RoleCalled).Select(claim => claim.Value)];

    /// <summary>Whether one of the roles may do this.</summary>
    public static bool Can(this ClaimsPrincipal user, Ability ability) => user.HasClaim(May, ability.ToString());

    /// <summary>
    /// The only cases that somebody of the contracting institution may read: a case's field and the value it must have, any of them.
    /// Empty for the staff.
    /// </summary>
    public static IReadOnlyList<(string Field, string Value)> Sees(this ClaimsPrincipal user) =>
        [.. user.FindAll(Seeing).Select(claim => claim.Value.Split('=', 2)).Select(parts => (parts[0], parts[1]))];

    /// <summary>Whether the person is of the contracting institution: such a one reads the contract's pages and is refused at all others.</summary>
    public static bool IsOfInstitution(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == Seeing);

    /// <summary>Whether there is another organisation to be on duty in.</summary>
    public static bool HasSeveralOrganizations(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == Several);

    /// <summary>What the sign-in says beyond the account's id and name; without a duty only who it is.</summary>
    internal static IEnumerable<Claim> ClaimsOf(Account account, Membership? duty, bool several, IOrganizations organizations)
    {
        yield return new(Person, account.PersonName);
        if (several) yield return new(Several, "true");
        if (duty is null || organizations.Find(duty.OrganizationId) is not { } organization) yield break;

        foreach (var claim in ClaimsOf(duty, organization.Pack))
            yield return claim;
    }

    /// <summary>The claims of a membership in its organisation. A role that the pack no longer has gives nothing.</summary>
    private static IEnumerable<Claim> ClaimsOf(Membership membership, Pack pack)
    {
        yield return new(Organization, membership.OrganizationId);
        yield return new(OrganizationCalled, pack.Identity.ShortName);
        yield return new(Zone, pack.Identity.Zone);
        yield return new(Language, pack.Identity.Language);
        yield return new(Member, membership.Member);
        if (membership.Extension is not null) yield return new(PhoneExtension, membership.Extension);
        if (pack.People.Units.FirstOrDefault(unit => unit.Id.Value == membership.UnitId) is { } unit)
        {
            yield return new(Unit, unit.Id);
            yield return new(UnitCalled, unit.Name);
        }

        var roles = pack.People.Roles.Where(role => membership.Roles.Contains(role.Id.Value)).ToList();
        foreach (var role in roles)
        {
            yield return new(Role, role.Id);
            yield return new(RoleCalled, role.Name);
        }

        foreach (var (field, value) in roles.SelectMany(role => role.Sees))
            yield return new(Seeing, $"{field}={value}");

        foreach (var ability in roles.SelectMany(role => role.May).Distinct())
            yield return new(May, ability.ToString());
    }
}

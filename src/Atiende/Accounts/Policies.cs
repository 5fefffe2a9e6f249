using Atiende.Packs.Model;
using Microsoft.AspNetCore.Authorization;

namespace Atiende.Accounts;

/// <summary>The policies that pages and endpoints ask for: <c>@attribute [Authorize(Policies.CanAttend)]</c>.</summary>
public static class Policies
{
    /// <summary>Anybody of the staff on duty in an organisation.</summary>
    public const string OnDuty = "OnDuty";

    /// <summary>Anybody on duty, the contracting institution's people too: the first page.</summary>
    public const string CanEnter = "CanEnter";

    /// <summary>The contracting institution, each of its own cases, and those of the staff who see to the contract.</summary>
    public const string CanReadContract = "CanReadContract";

    /// <summary>Who attends people.</summary>
    public const string CanAttend = "CanAttend";

    /// <summary>Who supervises those who attend.</summary>
    public const string CanSupervise = "CanSupervise";

    /// <summary>Who sets up the organisation.</summary>
    public const string CanAdminister = "CanAdminister";

    /// <summary>Who answers for an area.</summary>
    public const string CanAnswer = "CanAnswer";

    /// <summary>The quality unit.</summary>
    public const string CanQuality = "CanQuality";

    /// <summary>Who reads figures.</summary>
    public const string CanWatch = "CanWatch";

    /// <summary>Who attends, supervises or answers: who works on what is open.</summary>
    public const string CanWork = "CanWork";

    /// <summary>Who works on what is open, administers it, or looks at how it was done.</summary>
    public const string CanReview = "CanReview";

    /// <summary>Who oversees those who attend: supervision, administration, quality.</summary>
    public const string CanOversee = "CanOversee";

    /// <summary>Who supervises or administers: who sees to it that nothing is left lying.</summary>
    public const string CanManage = "CanManage";

    /// <summary>Who answers for how long data are kept: administration, quality.</summary>
    public const string CanKeep = "CanKeep";

    internal static void Add(AuthorizationBuilder authorization)
    {
        authorization.AddPolicy(CanEnter, policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => asked.User.IsOnDuty()));
        authorization.AddPolicy(OnDuty, policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => IsStaff(asked.User)));
        authorization.AddPolicy(CanReadContract, policy => policy.RequireAuthenticatedUser().RequireAssertion(asked =>
            asked.User.IsOnDuty() && (asked.User.IsOfInstitution() || ContractStaff.Any(asked.User.Can))));
        foreach (var ability in Enum.GetValues<Ability>())
            authorization.AddPolicy($"Can{ability}", policy => Require(policy, ability));

        authorization.AddPolicy(CanWork, policy => Require(policy, Ability.Attend, Ability.Supervise, Ability.Answer));
        authorization.AddPolicy(CanReview, policy => Require(policy, Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality));
        authorization.AddPolicy(CanManage, policy => Require(policy, Ability.Supervise, Ability.Administer));
        authorization.AddPolicy(CanKeep, policy => Require(policy, Ability.Administer, Ability.Quality));
        authorization.AddPolicy(CanOversee, policy => Require(policy, Ability.Supervise, Ability.Administer, Ability.Quality));
    }

    /// <summary>Who of the staff reads the contract's pages.</summary>
    internal static readonly Ability[] ContractStaff = [Ability.Watch, Ability.Supervise, Ability.Administer, Ability.Quality];

    private static void Require(AuthorizationPolicyBuilder policy, params Ability[] abilities) =>
        policy.RequireAuthenticatedUser().RequireAssertion(asked => IsStaff(asked.User) && abilities.Any(asked.User.Can));

    // Whatever else a role of the institution were given, it opens no page of the staff.
    private static bool IsStaff(System.Security.Claims.ClaimsPrincipal user) => user.IsOnDuty() && !user.IsOfInstitution();
}

using Atiende.Packs.Model;
using Microsoft.AspNetCore.Authorization;

namespace Atiende.Accounts;

/// <summary>The policies that pages and endpoints ask for: <c>@attribute [Authorize(Policies.CanAttend)]</c>.</summary>
public static class Policies
{
    /// <summary>Anybody on duty in an organisation.</summary>
    public const string OnDuty = "OnDuty";

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

    /// <summary>Who reads figures only: the contracting institution.</summary>
    public const string CanWatch = "CanWatch";

    /// <summary>Who attends, supervises or answers: who works on what is open.</summary>
    public const string CanWork = "CanWork";

    /// <summary>Who works on what is open, administers it, or looks at how it was done.</summary>
    public const string CanReview = "CanReview";

    /// <summary>Who oversees those who attend: supervision, administration, quality.</summary>
    public const string CanOversee = "CanOversee";

    /// <summary>Who supervises or administers: who sees to it that nothing is left lying.</summary>
    public const string CanManage = "CanManage";

    internal static void Add(AuthorizationBuilder authorization)
    {
        authorization.AddPolicy(OnDuty, policy => policy.RequireAuthenticatedUser().RequireAssertion(asked => asked.User.IsOnDuty()));
        foreach (var ability in Enum.GetValues<Ability>())
            authorization.AddPolicy($"Can{ability}", policy => Require(policy, ability));

        authorization.AddPolicy(CanWork, policy => Require(policy, Ability.Attend, Ability.Supervise, Ability.Answer));
        authorization.AddPolicy(CanReview, policy => Require(policy, Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality));
        authorization.AddPolicy(CanManage, policy => Require(policy, Ability.Supervise, Ability.Administer));
        authorization.AddPolicy(CanOversee, policy => Require(policy, Ability.Supervise, Ability.Administer, Ability.Quality));
    }

    private static void Require(AuthorizationPolicyBuilder policy, params Ability[] abilities) =>
        policy.RequireAuthenticatedUser().RequireAssertion(asked => asked.User.IsOnDuty() && abilities.Any(asked.User.Can));
}

using Atiende.Packs.Model;
using Atiende.Packs.Routing;

namespace Atiende.Routing;

/// <summary>What rules would have done with past cases, beside those in force.</summary>
/// <param name="Looked">How many cases were looked at.</param>
/// <param name="Moves">Those that would go elsewhere, newest first.</param>
/// <param name="Rules">Each rule, as it takes cases now and would take them.</param>
/// <param name="Known">Of those looked at, how many somebody checked, so that it is known where they belong.</param>
/// <param name="RightNow">Of these, how many the rules in force send where they belong.</param>
/// <param name="RightThen">And how many the tried ones would.</param>
internal sealed record RoutingTrial(
    int Looked, IReadOnlyList<TrialMove> Moves, IReadOnlyList<TrialRule> Rules, int Known, int RightNow, int RightThen)
{
    /// <summary>Tries rules on past cases.</summary>
    public static RoutingTrial Of(IReadOnlyList<RoutingRule> now, IReadOnlyList<RoutingRule> then, IReadOnlyList<PastCase> past)
    {
        var tried = past.Select(one => (One: one, Now: Router.RuleFor(now, one.Facts), Then: Router.RuleFor(then, one.Facts))).ToList();
        var known = tried.FindAll(t => t.One.Right is not null);
        var rules = then.Concat(now.Where(rule => then.All(kept => kept.Id.Value != rule.Id.Value))).Select(rule => new TrialRule(
            rule.Id, rule.Name, tried.Count(t => t.Now?.Id.Value == rule.Id.Value), tried.Count(t => t.Then?.Id.Value == rule.Id.Value),
            then.All(kept => kept.Id.Value != rule.Id.Value)));
        return new(past.Count,
            [.. tried.Where(t => t.Now?.To.Value != t.Then?.To.Value).Select(t => new TrialMove(t.One, t.Now, t.Then))], [.. rules], known.Count,
            known.Count(t => t.Now?.To.Value == t.One.Right), known.Count(t => t.Then?.To.Value == t.One.Right));
    }
}

/// <summary>A case that would go elsewhere.</summary>
internal sealed record TrialMove(PastCase One, RoutingRule? Now, RoutingRule? Then);

/// <summary>How many cases a rule takes now and would take.</summary>
internal sealed record TrialRule(string Id, string Name, int Now, int Then, bool IsGone);

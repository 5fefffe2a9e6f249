using Atiende.Cases;
using Atiende.Organizations;
using Atiende.Packs.Routing;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Routing;

/// <summary>Routes cases by the rules in force, and keeps what the rules did.</summary>
internal sealed class RoutingStore(Db db, RoutingRules rules, IOrganizations organizations, ICases cases, TimeProvider clock) : IRouting
{
    public async Task<LookedUp> Answer(AskRoute asked, Guid run, CancellationToken cancel)
    {
        var type = asked.Case.Type;
        if (rules.Table(type) is not { } table || await rules.InForce(type, cancel) is not { } version
            || Router.RuleFor([.. version.Rules.Select(r => r.Rule)], asked.Case.Fields) is not { } rule) return new(asked.As, LookUpOutcome.Nothing);

        var opened = (await cases.OfRun(run, cancel)).FirstOrDefault(one => one.Type == type);
        await db.Write(async inner =>
        {
            var decision = await db.Set<RoutingDecisionRow>().FirstOrDefaultAsync(d => d.RunId == run && d.Name == asked.As, inner);
            var tested = Router.Tested(table, asked.Case.Fields);
            var now = clock.GetUtcNow();
            if (decision is null)
            {
                db.Add(decision = new()
                {
                    RunId = run,
                    Name = asked.As,
                    CaseType = type,
                    Version = version.Number,
                    Rule = rule.Id,
                    To = rule.To,
                    Facts = tested,
                    At = now,
                });
            }
            else
            {
                (decision.Version, decision.Rule, decision.To, decision.Facts, decision.At) = (version.Number, rule.Id, rule.To, tested, now);
            }

            (decision.CaseId, decision.Folio) = (opened?.Id, opened?.Folio);
        }, cancel);
        return new(asked.As, LookUpOutcome.Found, Router.Answer(rule, version.Number, organizations.Current.Words));
    }

    public Task Check(RouteChecked check, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<RoutingDecisionRow>().FirstOrDefaultAsync(d => d.RunId == check.Run && d.Name == check.Of, inner) is not { } decision) return;

        (decision.Right, decision.CheckedBy, decision.CheckedAt) = (check.To ?? decision.To, check.By, clock.GetUtcNow());
    }, cancel);

    public async Task<RoutedCase?> OfCase(Guid id, CancellationToken cancel)
    {
        if (await db.Set<RoutingDecisionRow>().AsNoTracking().Where(d => d.CaseId == id).OrderByDescending(d => d.At).FirstOrDefaultAsync(cancel) is not { } found) return null;

        var version = await rules.Version(found.CaseType, found.Version, cancel);
        var name = version?.Rules.FirstOrDefault(r => r.Id == found.Rule)?.Name ?? found.Rule;
        return new(found.Version, found.Rule, name, found.To, found.At, found.Right, found.CheckedBy);
    }
}

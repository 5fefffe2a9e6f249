using System.Collections.Immutable;
using System.Globalization;
using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Packs.Routing;
using Atiende.Routing.Pages;
using Atiende.Values;

namespace Atiende.Routing;

/// <summary>What is posted from the pages of routing.</summary>
internal static class RoutingRoutes
{
    /// <summary>The id in an address under which a rule is added.</summary>
    public const string New = "new";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var draft = routes.MapGroup("/routing/{caseType}/draft").RequireAuthorization(Policies.CanAdminister);
        draft.MapPost("/begin", Begin);
        draft.MapPost("/drop", Drop);
        draft.MapPost("/try", Try);
        draft.MapPost("/in-force", PutInForce);
        draft.MapPost("/rules/{rule}", Save);
        draft.MapPost("/rules/{rule}/move", (string caseType, string rule, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member, CancellationToken cancel) =>
            Edit(caseType, http, rules, drafts, member, (all, form) => Moved(all, rule, form["by"] == "down" ? 1 : -1), cancel));
        draft.MapPost("/rules/{rule}/switch", (string caseType, string rule, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member, CancellationToken cancel) =>
            Edit(caseType, http, rules, drafts, member, (all, _) => [.. all.Select(r => r.Id == rule ? r with { Off = !r.Off } : r)], cancel));
        draft.MapPost("/rules/{rule}/remove", (string caseType, string rule, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member, CancellationToken cancel) =>
            Edit(caseType, http, rules, drafts, member, (all, _) => all.RemoveAll(r => r.Id == rule), cancel));
    }

    private static async Task<IResult> Begin(string caseType, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table) return Results.NotFound();

        await drafts.Begin(table, Number(await http.Request.ReadFormAsync(cancel), "from"), member.Name, cancel);
        return Results.Redirect($"/routing/{caseType}/draft");
    }

    private static async Task<IResult> Drop(string caseType, RoutingRules rules, RoutingDrafts drafts, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table) return Results.NotFound();

        await drafts.Drop(table, cancel);
        return Results.Redirect($"/routing/{caseType}");
    }

    private static async Task<IResult> Try(string caseType, HttpContext http, RoutingRules rules, RoutingDrafts drafts, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        await drafts.Tried(table, Number(form, "revision") ?? -1, cancel);
        return Results.Redirect($"/routing/{caseType}/draft/trial?last={Number(form, "last") ?? RoutingTrialPage.LastDefault}");
    }

    private static async Task<IResult> PutInForce(string caseType, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        var why = form["why"].ToString().Trim();
        try
        {
            if (why.Length == 0) throw new RoutingRefusedException(new("Escriba por qué cambian las reglas: queda en la historia.", "Write why the rules change: it stays in the history."));

            await drafts.PutInForce(table, Number(form, "revision") ?? -1, member.Id, member.Name, why.Length > RoutingTables.WhyLength ? why[..RoutingTables.WhyLength] : why, cancel);
            return Results.Redirect($"/routing/{caseType}?done=1");
        }
        catch (RoutingRefusedException refused)
        {
            return Shell.Frame.Pages.Show<RoutingTrialPage>(
                new() { [nameof(RoutingTrialPage.CaseType)] = caseType, [nameof(RoutingTrialPage.Problem)] = refused.Said }, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> Save(
        string caseType, string rule, HttpContext http, RoutingRules rules, RoutingDrafts drafts, IOrganizations organizations, ICurrentMember member, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table || await drafts.Find(caseType, cancel) is not { } draft) return Results.Redirect($"/routing/{caseType}/draft");

        var form = await http.Request.ReadFormAsync(cancel);
        var before = draft.Rules.FirstOrDefault(r => r.Id == rule);
        var typed = RuleForm.Read(form, table, before, [.. draft.Rules.Select(r => r.Id)]);
        var wanted = before is null ? Added(draft.Rules, typed) : draft.Rules.Replace(before, typed);
        var place = wanted.IndexOf(typed);
        // What is wrong with the rule itself is said beside it; where it stands among the others, in the list.
        var problems = rules.Check(table, wanted).Where(p => p.Rule == place && p.Part != "order").ToList();
        if (problems.Count > 0) return Again(problems, null);

        try
        {
            await drafts.Edit(table, Number(form, "revision") ?? -1, all => before is null ? Added(all, typed) : [.. all.Select(r => r.Id == rule ? typed : r)], member.Name, cancel);
            return Results.Redirect($"/routing/{caseType}/draft#{typed.Id}");
        }
        catch (RoutingRefusedException refused)
        {
            return Again([], refused.Said);
        }

        IResult Again(IReadOnlyList<RoutingProblem> faults, Bilingual? refused) => Shell.Frame.Pages.Show<RoutingRulePage>(new()
        {
            [nameof(RoutingRulePage.CaseType)] = caseType,
            [nameof(RoutingRulePage.Rule)] = rule,
            [nameof(RoutingRulePage.Typed)] = typed,
            [nameof(RoutingRulePage.Problems)] = faults,
            [nameof(RoutingRulePage.Refused)] = refused,
        }, refused is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> Edit(
        string caseType, HttpContext http, RoutingRules rules, RoutingDrafts drafts, ICurrentMember member,
        Func<ImmutableArray<StoredRule>, IFormCollection, ImmutableArray<StoredRule>> change, CancellationToken cancel)
    {
        if (rules.Table(caseType) is not { } table) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        try
        {
            await drafts.Edit(table, Number(form, "revision") ?? -1, all => change(all, form), member.Name, cancel);
            return Results.Redirect($"/routing/{caseType}/draft");
        }
        catch (RoutingRefusedException refused)
        {
            return Shell.Frame.Pages.Show<RoutingDraftPage>(
                new() { [nameof(RoutingDraftPage.CaseType)] = caseType, [nameof(RoutingDraftPage.Problem)] = refused.Said }, StatusCodes.Status409Conflict);
        }
    }

    // A new rule stands before the one that takes all the rest.
    private static ImmutableArray<StoredRule> Added(ImmutableArray<StoredRule> all, StoredRule rule) =>
        all is [.., { When.Count: 0 }] ? all.Insert(all.Length - 1, rule) : all.Add(rule);

    private static ImmutableArray<StoredRule> Moved(ImmutableArray<StoredRule> all, string rule, int by)
    {
        var from = all.ToList().FindIndex(r => r.Id == rule);
        var to = from + by;
        return from < 0 || to < 0 || to >= all.Length ? all : all.SetItem(from, all[to]).SetItem(to, all[from]);
    }

    private static int? Number(IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

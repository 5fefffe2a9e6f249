using Atiende.Accounts;
using Atiende.Cases.Pages;
using Atiende.Organizations;

namespace Atiende.Cases.Lists;

/// <summary>What the list of cases asks for besides its page.</summary>
internal static class CaseListRoutes
{
    // Rows whose freshness a page asks for at once.
    private const int RowsMost = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var list = routes.MapGroup("/cases").RequireAuthorization(Policies.CanReview);
        list.MapGet("/rows", Rows);
        list.MapGet("/news", News);
        list.MapGet("/bulk/{id:guid}", Standing);
        list.MapPost("/columns", Columns);
        list.MapPost("/views", Keep);
        list.MapPost("/views/{id:guid}/delete", (Guid id, HttpContext http, CaseViews views, CancellationToken cancel) => Delete(id, false, http, views, cancel));
        list.MapPost("/views/{id:guid}/restore", (Guid id, HttpContext http, CaseViews views, CancellationToken cancel) => Delete(id, true, http, views, cancel));
        list.MapGet("/followed", () => Shell.Frame.Pages.Fragment<FollowedPart>([]));
        list.MapPost("/followed/seen", async (ICaseFollows follows, CancellationToken cancel) =>
        {
            await follows.SeeAll(cancel);
            return Results.Redirect("/inbox");
        });
        list.MapPost("/bulk", Begin).RequireAuthorization(Policies.CanWork);
        list.MapPost("/bulk/{id:guid}/undo", Undo).RequireAuthorization(Policies.CanWork);
    }

    // The rows that a page shows, as they are now: none moves, none comes and none goes.
    private static async Task<IResult> Rows(Guid[] row, HttpContext http, ICaseLists lists, CaseViews views, IOrganizations organizations, CancellationToken cancel)
    {
        var type = CaseListAddress.Of(http.Request.Query).Type(organizations.Current.Pack)?.Id.Value;
        var columns = await views.Columns(type, lists.Columns(type), cancel);
        return Shell.Frame.Pages.Fragment<CaseTableRows>(new()
        {
            [nameof(CaseTableRows.Rows)] = await lists.Rows([.. row.Take(RowsMost)], columns, cancel),
            [nameof(CaseTableRows.Columns)] = columns,
        });
    }

    private static async Task<IResult> News(Guid since, HttpContext http, ICaseLists lists, IOrganizations organizations, CancellationToken cancel)
    {
        var address = CaseListAddress.Of(http.Request.Query);
        return Shell.Frame.Pages.Fragment<CaseNews>(new()
        {
            [nameof(CaseNews.Count)] = await lists.Newer(address.Filter(organizations.Current.Pack), since, cancel),
            [nameof(CaseNews.Address)] = address,
        });
    }

    private static async Task<IResult> Standing(Guid id, string? list, ICaseBulks bulks, CancellationToken cancel) =>
        await bulks.Find(id, cancel) is not { } bulk ? Results.NotFound() : Shell.Frame.Pages.Fragment<CaseBulkStanding>(new()
        {
            [nameof(CaseBulkStanding.Bulk)] = bulk,
            [nameof(CaseBulkStanding.Address)] = CaseListAddress.Of(list),
        });

    private static async Task<IResult> Columns(HttpContext http, ICaseLists lists, CaseViews views, IOrganizations organizations, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var address = CaseListAddress.Of(form["list"]);
        var type = address.Type(organizations.Current.Pack)?.Id.Value;
        var known = lists.Columns(type).Select(column => column.Id);
        await views.Choose(type, form["back"] == "true" ? [] : [.. known.Where(form["column"].Contains)], cancel);
        return Results.Redirect(address.Href);
    }

    private static async Task<IResult> Keep(HttpContext http, CaseViews views, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var address = CaseListAddress.Of(form["list"]);
        var kept = await views.Keep(form["name"].ToString(), address.Kept, form["shared"] == "true", cancel);
        return Results.Redirect(address.With().To(kept ? null : "told=unkept"));
    }

    private static async Task<IResult> Delete(Guid id, bool back, HttpContext http, CaseViews views, CancellationToken cancel)
    {
        var address = CaseListAddress.Of((await http.Request.ReadFormAsync(cancel))["list"]);
        await views.Delete(id, back, cancel);
        return Results.Redirect(address.To(back ? null : $"gone={id}"));
    }

    private static async Task<IResult> Begin(HttpContext http, ICaseLists lists, ICaseBulks bulks, ICurrentMember member, IOrganizations organizations, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var address = CaseListAddress.Of(form["list"]);
        var (action, value) = form["action"].ToString() switch
        {
            "take" => (CaseAction.Hold, member.Id),
            "release" => (CaseAction.Hold, ""),
            "hold" => (CaseAction.Hold, form["member"].ToString() is { Length: > 0 } chosen ? chosen : "?"),
            "pass" => (CaseAction.PassTo, form["to"].ToString()),
            "state" => (CaseAction.State, form["state"].ToString()),
            "note" => (CaseAction.Note, form["note"].ToString()),
            "follow" => (CaseAction.Follow, ""),
            "unfollow" => (CaseAction.Unfollow, ""),
            _ => (CaseAction.Urgency, form["urgency"].ToString()),
        };
        var cases = form["all"] == "true"
            ? await lists.Ids(address.Filter(organizations.Current.Pack), ICaseBulks.Most, cancel)
            : [.. form["case"].Select(id => Guid.TryParse(id, out var one) ? one : Guid.Empty).Where(id => id != Guid.Empty)];
        return await Told(address, () => bulks.Begin(action, value, cases, cancel), Guid.TryParse(form["of"], out var one) ? one : null);
    }

    private static async Task<IResult> Undo(Guid id, HttpContext http, ICaseBulks bulks, CancellationToken cancel)
    {
        var address = CaseListAddress.Of((await http.Request.ReadFormAsync(cancel))["list"]);
        return await Told(address, () => bulks.Undo(id, cancel));
    }

    // From a case's own page one goes back to it.
    private static async Task<IResult> Told(CaseListAddress address, Func<Task<Guid>> begin, Guid? of = null)
    {
        try
        {
            var begun = await begin();
            return Results.Redirect(of is { } one ? $"/cases/{one}" : address.To($"bulk={begun}"));
        }
        catch (CaseRefusedException refused)
        {
            return Shell.Frame.Pages.Show<CasesPage>(new() { [nameof(CasesPage.Given)] = address, [nameof(CasesPage.Refused)] = refused.Said }, StatusCodes.Status422UnprocessableEntity);
        }
    }
}

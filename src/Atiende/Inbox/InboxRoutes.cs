using Atiende.Accounts;
using Atiende.Guidance;
using Atiende.Inbox.Pages;

namespace Atiende.Inbox;

/// <summary>What is done with tasks from the pages.</summary>
internal static class InboxRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/inbox").RequireAuthorization(Policies.CanReview);
        inbox.MapGet("/count", Count);
        inbox.MapPost("/{id:guid}/take", Take);
        inbox.MapPost("/{id:guid}/release", Release);
        inbox.MapPost("/{id:guid}/begin", Begin);
        inbox.MapPost("/{id:guid}/finish", Finish);
    }

    private static async Task<IResult> Count(IInbox inbox, IEnumerable<IInboxNews> news, ICurrentMember member, CancellationToken cancel)
    {
        var count = (await inbox.For(member.Id, member.RoleIds, member.UnitId, cancel)).Count;
        foreach (var room in news) count += await room.Count(cancel);
        return Results.Text(count > 0 ? $"{count}" : "");
    }

    private static async Task<IResult> Take(Guid id, IInbox inbox, ICurrentMember member, CancellationToken cancel) =>
        await IsOffered(id, inbox, member, cancel) && await inbox.Take(id, member.Id, cancel)
            ? Results.Redirect($"/inbox/{id}") : Results.Redirect("/inbox?lost=1");

    private static async Task<IResult> Release(Guid id, IInbox inbox, ICurrentMember member, CancellationToken cancel)
    {
        await inbox.Release(id, member.Id, cancel);
        return Results.Redirect("/inbox");
    }

    /// <summary>Begins the run that a period's task is for, and finishes the task: from here on the run is the work.</summary>
    private static async Task<IResult> Begin(Guid id, PeriodicRuns runs, ICurrentMember member, CancellationToken cancel) =>
        await runs.Begin(id, new Actor(member.Id, member.Name, member.RoleIds) { Unit = member.UnitId }, cancel) is { } run
            ? Results.Redirect($"/desk/run/{run}") : Results.Redirect("/inbox?lost=1");

    private static async Task<IResult> Finish(Guid id, HttpContext http, IInbox inbox, ICurrentMember member, CancellationToken cancel)
    {
        var outcome = (await http.Request.ReadFormAsync(cancel))["outcome"].ToString().Trim();
        if (outcome.Length == 0)
            return Shell.Frame.Pages.Show<TaskPage>(new() { [nameof(TaskPage.Id)] = id, [nameof(TaskPage.LacksOutcome)] = true }, StatusCodes.Status422UnprocessableEntity);

        return Results.Redirect(await inbox.Finish(id, member.Id, outcome, cancel) ? "/inbox" : "/inbox?lost=1");
    }

    private static async Task<bool> IsOffered(Guid id, IInbox inbox, ICurrentMember member, CancellationToken cancel) =>
        (await inbox.For(member.Id, member.RoleIds, member.UnitId, cancel)).Any(task => task.Id == id);
}

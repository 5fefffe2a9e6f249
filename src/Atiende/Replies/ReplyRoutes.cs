using Atiende.Accounts;
using Atiende.Replies.Pages;
using Atiende.Shell;

namespace Atiende.Replies;

/// <summary>What is done with mail that belongs to no case.</summary>
internal static class ReplyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var replies = routes.MapGroup("/replies").RequireAuthorization(Policies.CanManage);
        replies.MapGet("/count", async (IReplies mails, CancellationToken cancel) => await mails.CountWaiting(cancel) is > 0 and var waiting ? Results.Text($"{waiting}") : Results.Text(""));
        replies.MapPost("/{id:guid}/assign", Assign);
        replies.MapPost("/{id:guid}/dismiss", async (Guid id, IReplies mails, ICurrentMember member, CancellationToken cancel) =>
        {
            await mails.Dismiss(id, member.Name, cancel);
            return Results.LocalRedirect("/replies");
        });
    }

    private static async Task<IResult> Assign(Guid id, HttpContext http, IReplies mails, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var folio = form["folio"].ToString();
        var wrong = await mails.Assign(id, folio, form["person"] == "true", member.Name, cancel);
        return wrong is null ? Results.LocalRedirect($"/replies/{id}") : Shell.Frame.Pages.Show<ReplyPage>(
            new() { [nameof(ReplyPage.Id)] = id, [nameof(ReplyPage.Folio)] = folio, [nameof(ReplyPage.Wrong)] = wrong.In(Texts.Language) }, StatusCodes.Status422UnprocessableEntity);
    }
}

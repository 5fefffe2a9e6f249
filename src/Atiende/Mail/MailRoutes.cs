using Atiende.Accounts;

namespace Atiende.Mail;

/// <summary>What can be done with mail besides reading its pages.</summary>
internal static class MailRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mail = routes.MapGroup("/mail").RequireAuthorization(Policies.CanManage);
        mail.MapGet("/count", async (IOutbox outbox, CancellationToken cancel) =>
            await outbox.CountFailed(cancel) is > 0 and var failed ? Results.Text($"{failed}") : Results.Text(""));
        mail.MapPost("/{id:guid}/again", async (Guid id, IOutbox outbox, ICurrentMember member, CancellationToken cancel) =>
        {
            await outbox.SendAgain(id, member.Id, cancel);
            return Results.LocalRedirect($"/mail/{id}");
        });
    }
}

using Atiende.Hosting;
using Atiende.Portal.Pages;
using Atiende.Shell;
using Atiende.Values;

namespace Atiende.Portal;

/// <summary>Another mail address to sign in with.</summary>
internal static class PortalMailRoutes
{
    public static void Map(IEndpointRouteBuilder open, IEndpointRouteBuilder own)
    {
        own.MapGet("/me/mail", () => PortalPages.Show<MailChangePage>());
        own.MapPost("/me/mail", Ask);
        open.MapGet("/change", async (string? token, PortalMailChanges changes, Texts texts, CancellationToken cancel) =>
            token is { Length: > 0 } && await changes.IsWaiting(token, cancel)
                ? PortalPages.Show<ConfirmPage>(new() { [nameof(ConfirmPage.Token)] = token, [nameof(ConfirmPage.Action)] = "change" }) : Over(texts));
        open.MapPost("/change", async (HttpContext context, PortalHere here, PortalMailChanges changes, Texts texts, CancellationToken cancel) =>
            await changes.Confirm((await context.Request.ReadFormAsync(cancel))["token"].ToString(), cancel)
                ? Results.LocalRedirect(here.Path("sign-in?done=mail")) : Over(texts));
    }

    private static async Task<IResult> Ask(HttpContext context, PortalHere here, PortalMailChanges changes, Floods floods, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var typed = form["mail"].ToString();
        if (!Emails.TryParse(typed, out var address, out var problem)) return Again(typed, problem.Message.In(Texts.Language));
        if (await floods.Count(FloodLimit.MailFromAddress, CallerNetwork.Of(context), cancel) is { } until)
            return PortalAccountRoutes.Closed(context, until, clock);

        return await changes.Ask(address, form["present"].ToString(), cancel)
            ? Results.LocalRedirect(here.Path("me?done=mail-asked")) : Again(typed, null, wrong: true);
    }

    private static IResult Again(string typed, string? problem, bool wrong = false) => PortalPages.Show<MailChangePage>(new()
    {
        [nameof(MailChangePage.Mail)] = typed,
        [nameof(MailChangePage.Error)] = problem,
        [nameof(MailChangePage.Wrong)] = wrong,
    }, StatusCodes.Status422UnprocessableEntity);

    private static IResult Over(Texts texts) => PortalPages.Show<MessagePage>(new()
    {
        [nameof(MessagePage.Title)] = texts["portal.confirm.over.title"],
        [nameof(MessagePage.Said)] = texts["portal.change.over"],
        [nameof(MessagePage.Next)] = "sign-in",
        [nameof(MessagePage.NextName)] = texts["portal.sign-in"],
    }, StatusCodes.Status410Gone);
}

using Atiende.Portal.Pages;
using Microsoft.AspNetCore.Authentication;

namespace Atiende.Portal;

/// <summary>The pages of who is signed in: their requests and data, and nobody else's.</summary>
internal static class PortalOwnRoutes
{
    public static void Map(IEndpointRouteBuilder own)
    {
        own.MapPost("/sign-out", SignOut);
        PortalRequestRoutes.Map(own);
        PortalDataRoutes.Map(own);
        own.MapGet("/me/password", () => PortalPages.Show<ChoosePage>());
        own.MapPost("/me/password", ChangePassword);
    }

    private static async Task<IResult> SignOut(HttpContext context, PortalHere here)
    {
        await context.SignOutAsync(PortalSession.Scheme);
        return Results.LocalRedirect(here.Path("sign-in?done=out"));
    }

    private static async Task<IResult> ChangePassword(
        HttpContext context, PortalHere here, PortalRecords records, PortalAccounts accounts, TimeProvider clock, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        var form = PortalForm.Read(posted, [.. records.Fields.Where(f => f.Secret)], here.Organization, clock.GetUtcNow());
        PortalPasswords.Check(form, posted, here.Portal.Registration);
        if (form.Problems.Count > 0) return PortalPages.Show<ChoosePage>(new() { [nameof(ChoosePage.Form)] = form }, StatusCodes.Status422UnprocessableEntity);
        if (await accounts.Change(posted["present"].ToString(), PortalPasswords.Of(posted, here.Portal.Registration), cancel) is not { } person)
            return PortalPages.Show<ChoosePage>(new() { [nameof(ChoosePage.Wrong)] = true }, StatusCodes.Status422UnprocessableEntity);

        // The other sessions end with the old password; this one goes on.
        await PortalSession.Enter(context, person);
        return Results.LocalRedirect(here.Path("me?done=password"));
    }
}

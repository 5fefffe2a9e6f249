using Atiende.Hosting;
using Atiende.Portal.Pages;
using Atiende.Shell;

namespace Atiende.Portal;

/// <summary>The second factor: of who is signed in, and at the door.</summary>
internal static class PortalFactorRoutes
{
    public static void Map(IEndpointRouteBuilder open, IEndpointRouteBuilder own)
    {
        open.MapPost("/sign-in/code", Enter);
        own.MapGet("/me/factor", () => PortalPages.Show<FactorPage>());
        own.MapPost("/me/factor/begin", Begin);
        own.MapPost("/me/factor/confirm", Confirm);
        own.MapPost("/me/factor/remove", Remove);
    }

    /// <summary>The page that asks for the code, after the password.</summary>
    public static IResult Ask(PortalHere here, string ticket, string? returnUrl, PortalDoor? outcome = null) => PortalPages.Show<CodePage>(new()
    {
        [nameof(CodePage.Ticket)] = ticket,
        [nameof(CodePage.ReturnUrl)] = LocalUrl.Or(returnUrl, here.Path("requests")),
        [nameof(CodePage.Outcome)] = outcome,
    }, outcome switch
    {
        null => StatusCodes.Status200OK,
        PortalDoor.Closed => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status422UnprocessableEntity,
    });

    private static async Task<IResult> Enter(HttpContext context, PortalHere here, PortalFactor factor, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var ticket = form["ticket"].ToString();
        var outcome = await factor.Enter(ticket, form["code"].ToString(), cancel);
        if (outcome is PortalDoor.Closed closed) CallerNetwork.ComeBack(context, closed.Until, clock.GetUtcNow());
        if (outcome is not PortalDoor.Entered entered) return Ask(here, ticket, form["returnUrl"], outcome);

        await PortalSession.Enter(context, entered.Person);
        return Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], here.Path("requests")));
    }

    private static async Task<IResult> Begin(HttpContext context, PortalHere here, PortalFactor factor, CancellationToken cancel) =>
        await factor.Begin((await context.Request.ReadFormAsync(cancel))["present"].ToString(), cancel)
            ? Results.LocalRedirect(here.Path("me/factor")) : WrongPassword();

    private static async Task<IResult> Confirm(HttpContext context, PortalFactor factor, CancellationToken cancel)
    {
        if (await factor.Confirm((await context.Request.ReadFormAsync(cancel))["code"].ToString(), cancel) is not var (person, codes))
            return PortalPages.Show<FactorPage>(new() { [nameof(FactorPage.WrongCode)] = true }, StatusCodes.Status422UnprocessableEntity);

        // The other sessions end; this one goes on.
        await PortalSession.Enter(context, person);
        return PortalPages.Show<FactorCodesPage>(new() { [nameof(FactorCodesPage.Codes)] = codes });
    }

    private static async Task<IResult> Remove(HttpContext context, PortalHere here, PortalFactor factor, CancellationToken cancel)
    {
        if (await factor.Remove((await context.Request.ReadFormAsync(cancel))["present"].ToString(), cancel) is not { } person) return WrongPassword();

        await PortalSession.Enter(context, person);
        return Results.LocalRedirect(here.Path("me?done=factor-off"));
    }

    private static IResult WrongPassword() =>
        PortalPages.Show<FactorPage>(new() { [nameof(FactorPage.WrongPassword)] = true }, StatusCodes.Status422UnprocessableEntity);
}

using Atiende.Hosting;
using Atiende.Shell;
using Atiende.Shell.Frame;

namespace Atiende.Accounts;

/// <summary>The routes of the door: sign-in, sign-out, choice of organisation, one's own password.</summary>
internal static class DoorRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", SignInPage).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut).AllowAnonymous();
        routes.MapGet("/organization", Choose).RequireAuthorization();
        routes.MapPost("/organization", Enter).RequireAuthorization();
        routes.MapGet("/account/password", () => Pages.Show<PasswordPage>()).RequireAuthorization();
        routes.MapPost("/account/password", ChangePassword).RequireAuthorization();
    }

    private static async Task<IResult> SignInPage(HttpContext context, Settings settings, Memberships memberships, string? returnUrl, string? @as) =>
        ShowSignIn(returnUrl, @as ?? "", null, await Demonstration(context, settings, memberships));

    private static async Task<IResult> SignIn(HttpContext context, Settings settings, Memberships memberships, Door door)
    {
        var form = await context.Request.ReadFormAsync();
        var returnUrl = LocalUrl.Or(form["returnUrl"], "/");
        var userName = form["userName"].ToString();
        var outcome = await door.SignIn(userName, form["password"].ToString());
        return outcome switch
        {
            DoorOutcome.Entered => Results.LocalRedirect(returnUrl),
            DoorOutcome.MustChoose => Results.LocalRedirect($"/organization?returnUrl={Uri.EscapeDataString(returnUrl)}"),
            _ => ShowSignIn(returnUrl, userName, outcome, await Demonstration(context, settings, memberships)),
        };
    }

    private static async Task<IResult> SignOut(Door door)
    {
        await door.SignOut();
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> Choose(HttpContext context, Memberships memberships, string? returnUrl) =>
        Pages.ShowAtDoor<OrganizationPage>(new()
        {
            [nameof(OrganizationPage.Choices)] = await memberships.Of(context.User.AccountId()!.Value),
            [nameof(OrganizationPage.ReturnUrl)] = LocalUrl.Or(returnUrl, "/"),
        });

    private static async Task<IResult> Enter(HttpContext context, Door door)
    {
        var form = await context.Request.ReadFormAsync();
        return await door.EnterOrganization(form["organization"].ToString())
            ? Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], "/"))
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ChangePassword(HttpContext context, Door door, Texts texts)
    {
        var form = await context.Request.ReadFormAsync();
        var wanted = form["wanted"].ToString();
        string[] errors = wanted == form["repeated"].ToString()
            ? [.. (await door.ChangePassword(form["current"].ToString(), wanted)).Errors.Select(error => error.Description)]
            : [texts["accounts.password.not-repeated"]];
        return Pages.Show<PasswordPage>(
            new() { [nameof(PasswordPage.Errors)] = errors, [nameof(PasswordPage.IsChanged)] = errors.Length == 0 },
            errors.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult ShowSignIn(
        string? returnUrl, string userName, DoorOutcome? outcome, IReadOnlyList<DemonstrationOrganization> demonstration) =>
        Pages.ShowAtDoor<SignInPage>(
            new()
            {
                [nameof(Accounts.SignInPage.ReturnUrl)] = LocalUrl.Or(returnUrl, "/"),
                [nameof(Accounts.SignInPage.UserName)] = userName,
                [nameof(Accounts.SignInPage.Outcome)] = outcome,
                [nameof(Accounts.SignInPage.Demonstration)] = demonstration,
            },
            outcome is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, "sign-in");

    // Shown on this machine's own screen alone, whatever the address that is served.
    private static async Task<IReadOnlyList<DemonstrationOrganization>> Demonstration(HttpContext context, Settings settings, Memberships memberships) =>
        settings.IsDemonstration && context.Connection.RemoteIpAddress is { } address && System.Net.IPAddress.IsLoopback(address)
            ? await memberships.OfDemonstration(context.RequestAborted)
            : [];
}

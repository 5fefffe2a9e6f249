using System.Security.Claims;
using Atiende.Hosting;
using Atiende.Organizations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Atiende.Accounts;

/// <summary>
/// The session's cookie: what is in it, and its check against the database every few minutes, so that a changed role, a changed password
/// or a lost membership takes effect while somebody is signed in.
/// </summary>
internal sealed class Sessions(
    IOptions<SecurityStampValidatorOptions> options, SignInManager<Account> signIn, ILoggerFactory logs, Memberships memberships, IOrganizations organizations)
    : SecurityStampValidator<Account>(options, signIn, logs)
{
    // A working day; each use within it begins it again.
    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    public static readonly TimeSpan CheckedEvery = TimeSpan.FromMinutes(5);

    public static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "atiende";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Length;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.Events.OnRedirectToLogin = ToSignIn;
        cookie.Events.OnRedirectToAccessDenied = Denied;
    }

    protected override async Task SecurityStampVerified(Account user, CookieValidatePrincipalContext context)
    {
        var all = await memberships.Of(user.Id);
        var duty = all.FirstOrDefault(membership => membership.OrganizationId == context.Principal?.OrganizationId());
        var principal = await SignInManager.CreateUserPrincipalAsync(user);
        ((ClaimsIdentity)principal.Identity!).AddClaims(OnDuty.ClaimsOf(user, duty, all.Count > 1, organizations));
        context.ReplacePrincipal(principal);
        context.ShouldRenew = true;
    }

    // A page that is opened goes to the sign-in and comes back; a script is told, and keeps what was typed.
    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!IsPage(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(Shell.LocalUrl.Of(context.HttpContext))}");
        return Task.CompletedTask;
    }

    private static Task Denied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (!context.HttpContext.User.IsOnDuty() && IsPage(context.Request))
            context.Response.Redirect($"/organization?returnUrl={Uri.EscapeDataString(Shell.LocalUrl.Of(context.HttpContext))}");
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpRequest request) =>
        !request.Headers.ContainsKey("HX-Request")
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate"
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}

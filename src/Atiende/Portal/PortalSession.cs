using System.Security.Claims;
using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>The portal's own session, in a cookie apart from the staff's: who the person is, of which organisation.</summary>
internal static class PortalSession
{
    public const string Scheme = "Portal";
    public const string Policy = "PortalPerson";
    private const string Of = "portal-organization";
    private const string Stamp = "portal-stamp";

    // A telephone stays signed in while it is used.
    private static readonly TimeSpan Length = TimeSpan.FromDays(7);

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, Cookie);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser()
            .RequireAssertion(asked => asked.User.PortalPersonId() is not null));
    }

    /// <summary>The person who is signed in on the portal; null for nobody.</summary>
    public static Guid? PortalPersonId(this ClaimsPrincipal user) =>
        user.HasClaim(claim => claim.Type == Of) && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Task Enter(HttpContext context, PortalPerson person)
    {
        PortalBrowser.Remember(context, person.Mail);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString()),
            new(Of, context.RequestServices.GetRequiredService<ICurrentOrganization>().Id!),
            new(Stamp, person.Stamp),
        ], Scheme)), new AuthenticationProperties { IsPersistent = true });
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie = new PortalCookie();
        cookie.Cookie.Name = "atiende-portal";
        cookie.Cookie.Path = PortalHosts.Root;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Length;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = Check;
        cookie.Events.OnRedirectToLogin = ToSignIn;
        cookie.Events.OnRedirectToAccessDenied = ToSignIn;
    }

    // At each request: another organisation's session, a person who is gone or a password that was changed ends it.
    private static async Task Check(CookieValidatePrincipalContext context)
    {
        var user = context.Principal!;
        var services = context.HttpContext.RequestServices;
        var stamp = user.FindFirstValue(Stamp);
        if (user.FindFirstValue(Of) is { } organization && organization == services.GetRequiredService<ICurrentOrganization>().Id
            && user.PortalPersonId() is { } id
            && await services.GetRequiredService<Db>().Set<PortalPerson>().AnyAsync(p => p.Id == id && p.Stamp == stamp)) return;

        context.RejectPrincipal();
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var organization = context.Request.RouteValues[OrganizationInRoute.Value] as string ?? "";
        var page = $"sign-in?returnUrl={Uri.EscapeDataString(Shell.LocalUrl.Of(context.HttpContext))}";
        context.Response.Redirect(PortalHosts.PathOf(context.HttpContext, organization, page));
        return Task.CompletedTask;
    }
}

/// <summary>The portal's cookie, for its pages alone.</summary>
internal sealed class PortalCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Path = PortalHosts.CookiePathOf(context);
        return options;
    }
}

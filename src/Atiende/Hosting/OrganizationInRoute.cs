using System.Security.Claims;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.AspNetCore.Authentication;

namespace Atiende.Hosting;

/// <summary>
/// Says of a route that its address names the organisation it works for, as <c>{organization}</c>: who asks is known by
/// <paramref name="Scheme"/>'s sign-in and by no other, so that the staff's own never counts there; by none where there is no sign-in.
/// </summary>
public sealed record OrganizationInRoute(string? Scheme)
{
    /// <summary>The route's value that names it.</summary>
    public const string Value = "organization";

    /// <summary>Enters the organisation; false where there is none of that name.</summary>
    internal async Task<bool> Enter(HttpContext context)
    {
        var named = context.Request.RouteValues[Value] as string ?? "";
        if (context.RequestServices.GetRequiredService<IOrganizations>().Find(named) is not { } organization) return false;

        context.RequestServices.GetRequiredService<ICurrentOrganization>().Enter(organization.Id);
        context.User = (Scheme is null ? null : (await context.AuthenticateAsync(Scheme)).Principal) ?? new ClaimsPrincipal(new ClaimsIdentity());
        return true;
    }
}

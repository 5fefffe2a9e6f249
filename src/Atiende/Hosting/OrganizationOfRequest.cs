using System.Security.Claims;
using Atiende.Storage;

namespace Atiende.Hosting;

/// <summary>A request works for the organisation that the signed-in account is on duty in.</summary>
public static class OrganizationOfRequest
{
    /// <summary>The claim that names it, given at sign-in.</summary>
    public const string Claim = "organization";

    /// <summary>Whose rows this user may see; null for nobody's.</summary>
    public static string? OrganizationId(this ClaimsPrincipal user) => user.FindFirstValue(Claim);

    internal static IApplicationBuilder UseOrganizationOfRequest(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.User.OrganizationId() is { } id)
            context.RequestServices.GetRequiredService<ICurrentOrganization>().Enter(id);

        return next(context);
    });
}

using System.Security.Claims;
using Atiende.Storage;

namespace Atiende.Hosting;

/// <summary>A request works for the organisation that the signed-in account is on duty in, or that its address names.</summary>
public static class OrganizationOfRequest
{
    /// <summary>The claim that names it, given at sign-in.</summary>
    public const string Claim = "organization";

    /// <summary>Whose rows this user may see; null for nobody's.</summary>
    public static string? OrganizationId(this ClaimsPrincipal user) => user.FindFirstValue(Claim);

    internal static IApplicationBuilder UseOrganizationOfRequest(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OrganizationInRoute>() is { } inRoute)
        {
            if (!await inRoute.Enter(context))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }
        else if (context.User.OrganizationId() is { } id)
        {
            context.RequestServices.GetRequiredService<ICurrentOrganization>().Enter(id);
        }

        await next(context);
    });
}

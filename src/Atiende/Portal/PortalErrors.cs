using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Portal.Pages;
using Atiende.Shell;
using Atiende.Shell.Errors;
using Atiende.Storage;

namespace Atiende.Portal;

/// <summary>Errors at the portal in the portal's own look: what happened, what to do, and the number to call.</summary>
internal sealed class PortalErrors : IErrorLook
{
    public IResult? Page(HttpContext context, int status)
    {
        // The route's values are gone by now: the address says which portal it is.
        if (!context.Request.Path.StartsWithSegments(PortalHosts.Root, StringComparison.Ordinal, out var rest) || rest.Value?.Split('/') is not [_, { Length: > 0 } named, ..]) return null;

        var services = context.RequestServices;
        if (services.GetRequiredService<IOrganizations>().Find(named) is not { Pack.Portal: not null } organization) return null;

        var current = services.GetRequiredService<ICurrentOrganization>();
        if (current.Id is null) current.Enter(organization.Id);
        else if (current.Id != organization.Id) return null;

        return PortalPages.Show<ProblemPage>(new() { [nameof(ProblemPage.Status)] = ErrorPages.Known(status) }, status);
    }
}

using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>The portal that a request is at, and who is at it.</summary>
internal sealed class PortalHere(Db db, IOrganizations organizations, IHttpContextAccessor http)
{
    private PortalPerson? person;

    public Organization Organization => organizations.Current;

    public PublicPortal Portal => Organization.Pack.Portal ?? throw new InvalidOperationException($"{Organization.Id} has no portal.");

    /// <summary>The person's id; null for who is not signed in.</summary>
    public Guid? PersonId => http.HttpContext?.User.PortalPersonId();

    /// <summary>An address of this portal.</summary>
    public string Path(string page = "") => PortalHosts.PathOf(http.HttpContext, Organization.Id, page);

    /// <summary>The person who is signed in.</summary>
    public async Task<PortalPerson> Person(CancellationToken cancel) =>
        person ??= await db.Set<PortalPerson>().AsNoTracking().SingleAsync(p => p.Id == PersonId, cancel);

    /// <summary>Who may follow what the person files.</summary>
    public static string Origin(Guid personId) => $"portal:{personId}";
}

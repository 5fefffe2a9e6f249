using Atiende.Storage;

namespace Atiende.Organizations;

/// <summary>The organisations, as a scope sees them.</summary>
internal sealed class OrganizationsOfScope(OrganizationCache cache, ICurrentOrganization current) : IOrganizations
{
    public IReadOnlyList<Organization> All => [.. cache.All.Select(s => s.Organization).OfType<Organization>()];

    public Organization Current => Find(current.Id ?? throw new InvalidOperationException("This scope works for no organisation."))
        ?? throw new InvalidOperationException($"There is no organisation {current.Id}.");

    public Organization? Find(string id) => cache.All.FirstOrDefault(s => s.Id == id)?.Organization;
}

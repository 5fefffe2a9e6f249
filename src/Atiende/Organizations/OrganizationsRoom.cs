using Atiende.Hosting;

namespace Atiende.Organizations;

/// <summary>The organisations and their packs.</summary>
internal sealed class OrganizationsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<OrganizationCache>();
        services.AddSingleton<IPackLoader, PackLoader>();
        services.AddScoped<IOrganizations, OrganizationsOfScope>();
        services.AddScoped<IProcedureVersions, VersionsOfScope>();
        services.AddHostedService<OrganizationWatch>();
    }
}

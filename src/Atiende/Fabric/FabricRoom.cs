using Atiende.Hosting;

namespace Atiende.Fabric;

/// <summary>What rooms share besides the database: the audit trail, and whose matters an asker may see.</summary>
internal sealed class FabricRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<IAudit, Audit>();
        services.AddScoped<IUnitSight, UnitSight>();
    }
}

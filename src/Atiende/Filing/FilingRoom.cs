using Atiende.Hosting;

namespace Atiende.Filing;

/// <summary>Requests that come in without an agent.</summary>
internal sealed class FilingRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<FilingReader>();
        services.AddScoped<FilingTurn>();
        services.AddScoped<IFiling, FilingStore>();
        services.AddHostedService<FilingWork>();
    }
}

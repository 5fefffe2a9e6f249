using Atiende.Hosting;

namespace Atiende.Cases;

/// <summary>What outlives an attention and must be answered.</summary>
internal sealed class CasesRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CaseOpening>();
        services.AddScoped<CaseReiterations>();
        services.AddScoped<CaseSearch>();
        services.AddScoped<ICases, CaseStore>();
    }
}

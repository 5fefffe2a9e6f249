using Atiende.Exports;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Contract;

/// <summary>What the contracting institution reads of its contract: figures, and the cases behind each.</summary>
internal sealed class ContractRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ContractDesk>();
        services.AddScoped<IExportSource, ContractExport>();
        services.AddSingleton(new NavEntry("contract.title", "/institution", "chart-bar", 20, NavGroup.Watch,
            Ability.Watch, Ability.Supervise, Ability.Administer, Ability.Quality)
        { ForInstitution = true });
    }
}

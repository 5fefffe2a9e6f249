using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Exports;

/// <summary>Tables that people take with them.</summary>
internal sealed class ExportsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ExportFolder>();
        services.AddSingleton<Bell<ExportWork>>();
        services.AddScoped<IExports, ExportStore>();
        services.AddScoped<ExportTurn>();
        services.AddHostedService<ExportWork>();
        services.AddSingleton(new NavEntry("exports.title", "/exports", "download", 70, NavGroup.Watch,
            Ability.Attend, Ability.Supervise, Ability.Administer, Ability.Answer, Ability.Quality, Ability.Watch)
        { ForInstitution = true });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ExportRoutes.Map(routes);
}

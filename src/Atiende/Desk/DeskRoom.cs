using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Desk;

/// <summary>The agent's desk: the attention, the procedure that leads it, and the person.</summary>
internal sealed class DeskRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<DeskModel>();
        services.AddScoped<PersonFromRun>();
        services.AddSingleton(new NavEntry("desk.title", "/desk", "headset", 1, NavGroup.Work, Ability.Attend, Ability.Supervise, Ability.Answer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => DeskRoutes.Map(routes);
}

using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Routing;

/// <summary>Where cases go, by rules that the organisation sees, changes and tries.</summary>
internal sealed class RoutingRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<RoutingRules>();
        services.AddScoped<RoutingDrafts>();
        services.AddScoped<RoutingFigures>();
        services.AddScoped<RuleWords>();
        services.AddScoped<IRouting, RoutingStore>();
        services.AddScoped<RoutingOfPacks>();
        services.AddScoped<IPackFollower>(scope => scope.GetRequiredService<RoutingOfPacks>());
        services.AddScoped<IPackUse>(scope => scope.GetRequiredService<RoutingOfPacks>());
        services.AddSingleton(new NavEntry("routing.title", "/routing", "route", 40, NavGroup.Set, Ability.Administer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => RoutingRoutes.Map(routes);
}

using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Cases.Orders;

/// <summary>Orders as units work on them.</summary>
internal sealed class CaseOrdersRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<OrderKeeper>();
        services.AddScoped<ICaseOrders, OrderStore>();
        services.AddScoped<CaseSheet>();
        services.AddSingleton(new NavEntry("orders.title", "/orders", "checklist", 31, NavGroup.Cases, Ability.Attend, Ability.Supervise, Ability.Answer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => OrderRoutes.Map(routes);
}

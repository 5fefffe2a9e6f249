using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Webhooks;

/// <summary>Telling other offices' programs what becomes of cases.</summary>
internal sealed class WebhooksRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<WebhookTarget>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookInterest>();
        services.AddSingleton<Bell<WebhookWork>>();
        services.AddScoped<WebhookTurn>();
        services.AddScoped<IWebhooks, WebhookStore>();
        services.AddScoped<ICaseWatch, WebhookWatch>();
        services.AddHostedService<WebhookWork>();
        services.AddSingleton(new NavEntry("webhooks.title", "/webhooks", "world", 40, NavGroup.Set, Ability.Administer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => WebhookRoutes.Map(routes);
}

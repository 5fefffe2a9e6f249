using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Protection;

/// <summary>What is held of people: how long, who looked at it, handed out, forgotten.</summary>
internal sealed class ProtectionRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        PersonalRooms.Add(services);
        services.AddScoped<RetentionPass>();
        services.AddScoped<IRetention>(scope => scope.GetRequiredService<RetentionPass>());
        services.AddScoped<RetentionReports>();
        services.AddScoped<PersonalPage>();
        services.AddScoped<PersonalFile>();
        services.AddScoped<Deletions>();
        services.AddScoped<Readings>();
        services.AddScoped<IProtection, ProtectionStore>();
        services.AddSingleton<Bell<RetentionNights>>();
        services.AddHostedService<RetentionNights>();
        services.AddSingleton(new NavEntry("protection.readings.title", "/protection/readings", "eye", 60, NavGroup.Protection, Ability.Supervise, Ability.Administer, Ability.Quality));
        services.AddSingleton(new NavEntry("protection.retention.title", "/protection/retention", "shield-check", 70, NavGroup.Protection, Ability.Administer, Ability.Quality));
        services.AddSingleton(new NavEntry("protection.deletions.title", "/protection/deletions", "trash", 71, NavGroup.Protection, Ability.Administer)
        { CountHref = "/protection/deletions/count" });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ProtectionRoutes.Map(routes);
}

using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Activities;

/// <summary>The calendar of activities that make the channel known.</summary>
internal sealed class ActivitiesRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IActivities, ActivityStore>();
        services.AddScoped<ActivityDesk>();
        services.AddSingleton(new NavEntry("activities.title", "/activities", "calendar-event", 30, NavGroup.Watch,
            Ability.Watch, Ability.Supervise, Ability.Administer, Ability.Quality)
        { ForInstitution = true });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => ActivityRoutes.Map(routes);
}

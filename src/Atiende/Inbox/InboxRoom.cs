using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Inbox;

/// <summary>Work that waits for someone, and what puts periodic work there.</summary>
internal sealed class InboxRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IInbox, InboxStore>();
        services.AddScoped<ITasksAside, TasksAside>();
        services.AddScoped<ITaskMoves, TaskMoves>();
        services.AddScoped<PeriodicTasks>();
        services.AddScoped<PeriodicRuns>();
        services.AddHostedService<PeriodicWork>();
        services.AddSingleton(new NavEntry(
            "inbox.title", "/inbox", "inbox", 10, NavGroup.Work, Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality)
        {
            CountHref = "/inbox/count",
        });
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => InboxRoutes.Map(routes);
}

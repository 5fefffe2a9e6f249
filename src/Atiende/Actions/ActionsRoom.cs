using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Actions;

/// <summary>Corrective actions: who does what by when, and whether it worked.</summary>
internal sealed class ActionsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IActions, ActionStore>();
        services.AddSingleton(new NavEntry("actions.title", "/actions", "checklist", 50, NavGroup.Cases, Ability.Answer, Ability.Supervise, Ability.Administer, Ability.Quality));
    }
}

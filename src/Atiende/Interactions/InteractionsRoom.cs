using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Shell;

namespace Atiende.Interactions;

/// <summary>Attentions over all channels.</summary>
internal sealed class InteractionsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<InteractionSearch>();
        services.AddScoped<IInteractions, InteractionStore>();
        services.AddSingleton(new NavEntry(
            "interactions.title", "/interactions", "history", 35, NavGroup.Cases, Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality));
    }
}

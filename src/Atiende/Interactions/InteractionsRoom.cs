using Atiende.Hosting;

namespace Atiende.Interactions;

/// <summary>Attentions over all channels.</summary>
internal sealed class InteractionsRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<InteractionSearch>();
        services.AddScoped<IInteractions, InteractionStore>();
    }
}

using Atiende.Hosting;

namespace Atiende.Inbox;

/// <summary>Work that waits for someone, and what puts periodic work there.</summary>
internal sealed class InboxRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IInbox, InboxStore>();
    }
}

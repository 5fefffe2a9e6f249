using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Shell;

namespace Atiende.Fabric;

/// <summary>What nodes and pages tell each other: the event stream of whoever is on duty.</summary>
internal sealed class FabricRoom : IRoom
{
    // Proxies close what is silent for longer.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(25);

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IAudit, Audit>();
        services.AddScoped<IUnitSight, UnitSight>();
        services.AddSingleton<IHints, HintsInProcess>();
        services.AddSingleton(new LiveStream("/events", ["desk", "counts"]));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapGet("/events", (ICurrentMember member, IHints hints, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Events(hints, member.OrganizationId, cancel))).RequireAuthorization(Policies.OnDuty);

    private static async IAsyncEnumerable<SseItem<string>> Events(IHints hints, string organization, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var listener = hints.Listen(organization);
        yield return new("", "beat");
        while (!cancel.IsCancellationRequested)
        {
            var topics = await listener.Next(Beat, cancel);
            if (topics.Count == 0) yield return new("", "beat");
            foreach (var topic in topics) yield return new(topic, topic);
        }
    }
}

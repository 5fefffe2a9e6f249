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
        routes.MapGet("/events", (ICurrentMember member, IHints hints, IHostApplicationLifetime life, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Events(hints, member.OrganizationId, life.ApplicationStopping, cancel))).RequireAuthorization(Policies.OnDuty);

    // It ends when the page leaves, and when the program stops: an open stream would hold the stop up.
    private static async IAsyncEnumerable<SseItem<string>> Events(
        IHints hints, string organization, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        using var listener = hints.Listen(organization);
        yield return new("", "beat");
        while (await Next(listener, either.Token) is { } topics)
        {
            if (topics.Count == 0) yield return new("", "beat");
            foreach (var topic in topics) yield return new(topic, topic);
        }
    }

    private static async Task<IReadOnlyCollection<string>?> Next(IHintListener listener, CancellationToken cancel)
    {
        try
        {
            return await listener.Next(Beat, cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}

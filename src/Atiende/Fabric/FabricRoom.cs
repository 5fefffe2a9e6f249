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

    // What happens within it is told once: a busy floor would have every page ask again at every step of anyone.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<IAudit, Audit>();
        services.AddScoped<SightOfWork>();
        services.AddScoped<IUnitSight, UnitSight>();
        services.AddScoped<IPersonSight, PersonSight>();
        services.AddSingleton<IHints, HintsInProcess>();
        if (settings.ConnectionString.Length > 0)
        {
            services.AddScoped<IPresence, PresenceInDatabase>();
        }
        else
        {
            services.AddSingleton<IPresence, Presence>();
        }

        services.AddSingleton(typeof(Bell<>));
        services.AddSingleton(new LiveStream("/events", ["desk", "counts", "now", "clocks", "cases", Presence.Topic]));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapGet("/events", (ICurrentMember member, IHints hints, TimeProvider clock, IHostApplicationLifetime life, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Events(hints.Listen(member.OrganizationId, member.Id), clock, life.ApplicationStopping, cancel))).RequireAuthorization(Policies.OnDuty);

    // It ends when the page leaves, and when the program stops: an open stream would hold the stop up.
    private static async IAsyncEnumerable<SseItem<string>> Events(
        IHintListener listening, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var listener = listening;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel);
        yield return new("", "beat");
        while (await Next(listener, either.Token) is { } topics)
        {
            if (topics.Count == 0) yield return new("", "beat");
            foreach (var topic in topics) yield return new(topic, topic);
            await Task.Delay(Gathering, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

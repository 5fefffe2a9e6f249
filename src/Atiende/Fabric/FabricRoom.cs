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
        routes.MapGet("/events", (ICurrentMember member, IHints hints, TimeProvider clock, CancellationToken cancel) =>
            TypedResults.ServerSentEvents(Events(hints, member.OrganizationId, clock, cancel))).RequireAuthorization(Policies.OnDuty);

    private static async IAsyncEnumerable<SseItem<string>> Events(IHints hints, string organization, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new("", "beat");
        await using var topics = hints.Listen(organization, cancel).GetAsyncEnumerator(cancel);
        var next = topics.MoveNextAsync().AsTask();
        while (!cancel.IsCancellationRequested)
        {
            var beat = Task.Delay(Beat, clock, cancel);
            if (await Task.WhenAny(next, beat) == beat)
            {
                yield return new("", "beat");
                continue;
            }

            if (!await next) yield break;
            yield return new(topics.Current, topics.Current);
            next = topics.MoveNextAsync().AsTask();
        }
    }
}

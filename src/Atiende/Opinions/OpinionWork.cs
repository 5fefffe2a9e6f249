using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Opinions;

/// <summary>Asks for opinions as long as the program runs.</summary>
internal sealed class OpinionWork(IServiceProvider services, Bell<OpinionWork> bell, ILogger<OpinionWork> log) : Rounds(bell, TimeSpan.FromSeconds(30), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        foreach (var organization in services.Organizations().Where(o => o.Pack.Cases.Any(type => type.Messages?.Opinion is not null)))
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            await scope.ServiceProvider.GetRequiredService<OpinionTurn>().Take(cancel);
        }

        return false;
    }
}

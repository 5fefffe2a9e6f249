using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Reopening;

/// <summary>Begins the procedures of what was opened again, as long as the program runs.</summary>
internal sealed class ReopeningWork(IServiceProvider services, Bell<ReopeningWork> bell, ILogger<ReopeningWork> log) : Rounds(bell, TimeSpan.FromSeconds(5), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations().Where(o => o.Pack.Cases.Any(type => type.Reopen is not null)))
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await scope.ServiceProvider.GetRequiredService<ReopeningTurn>().Take(cancel) > 0;
        }

        return more;
    }
}

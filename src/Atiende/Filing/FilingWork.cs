using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Filing;

/// <summary>Begins the procedures of what was filed, as long as the program runs.</summary>
internal sealed class FilingWork(IServiceProvider services, Bell<FilingWork> bell, ILogger<FilingWork> log) : Rounds(bell, TimeSpan.FromSeconds(5), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations().Where(o => o.Pack.Cases.Any(type => type.Filing is not null)))
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await scope.ServiceProvider.GetRequiredService<FilingTurn>().Take(cancel) > 0;
        }

        return more;
    }
}

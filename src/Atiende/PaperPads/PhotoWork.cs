using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.PaperPads;

/// <summary>Looks at photographs of sheets as long as the program runs.</summary>
internal sealed class PhotoWork(IServiceProvider services, Bell<PhotoWork> bell, ILogger<PhotoWork> log) : Rounds(bell, TimeSpan.FromSeconds(15), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations().Where(o => o.Pack.Paper is not null))
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await scope.ServiceProvider.GetRequiredService<PhotoTurn>().Take(cancel) > 0;
        }

        return more;
    }
}

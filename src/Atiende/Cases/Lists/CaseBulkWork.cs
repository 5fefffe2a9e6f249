using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Cases.Lists;

/// <summary>Goes on with what is done to many cases, after a stop of the program too.</summary>
internal sealed class CaseBulkWork(IServiceProvider services, Bell<CaseBulkWork> bell, ILogger<CaseBulkWork> log) : Rounds(bell, TimeSpan.FromSeconds(20), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations())
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await scope.ServiceProvider.GetRequiredService<CaseBulkTurn>().Take(cancel);
        }

        return more;
    }
}

using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>Each organisation's files that could not be looked into when they came, every minute until they were.</summary>
internal sealed class UnscannedWork(IServiceProvider services, Bell<UnscannedWork> bell, ILogger<UnscannedWork> log) : Rounds(bell, Look, log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations())
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            more |= await scope.ServiceProvider.GetRequiredService<UnscannedTurn>().Next(cancel);
        }

        return more;
    }
}

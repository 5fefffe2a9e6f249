using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Exports;

/// <summary>Makes what was asked for, one after another, so that a long one never takes more than one processor from those who attend.</summary>
internal sealed class ExportWork(IServiceProvider services, Bell<ExportWork> bell, ILogger<ExportWork> log) : Rounds(bell, Look, log)
{
    // How often it looks for what another node left, and for files whose time is over.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations())
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            var turn = scope.ServiceProvider.GetRequiredService<ExportTurn>();
            more |= await turn.Next(cancel);
            await turn.Sweep(cancel);
        }

        return more;
    }
}

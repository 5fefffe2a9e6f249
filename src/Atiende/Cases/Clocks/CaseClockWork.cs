using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Cases.Clocks;

/// <summary>Looks at the clocks of each organisation's cases, and says what they have to say.</summary>
internal sealed class CaseClockWork(IServiceProvider services, Bell<CaseClockWork> bell, ILogger<CaseClockWork> log) : Rounds(bell, Look, log)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    // Organisations whose cases of before were looked at.
    private readonly HashSet<string> caughtUp = new(StringComparer.Ordinal);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        var more = false;
        foreach (var organization in services.Organizations().Where(o => o.Pack.Cases.Any(type => type.Clocks.Count > 0)))
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            if (!caughtUp.Contains(organization.Id))
            {
                await scope.ServiceProvider.GetRequiredService<CaseClockCatchUp>().All(cancel);
                caughtUp.Add(organization.Id);
            }

            more |= await scope.ServiceProvider.GetRequiredService<CaseClockAlarms>().Tell(cancel);
        }

        return more;
    }
}

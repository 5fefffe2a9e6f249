using System.Globalization;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Protection;

/// <summary>Runs each organisation's retention once a night, by its own clock; a night that was missed is made up for as soon as the program runs.</summary>
internal sealed class RetentionNights(IServiceProvider services, Bell<RetentionNights> bell, TimeProvider clock, ILogger<RetentionNights> log)
    : Rounds(bell, Look, log)
{
    /// <summary>Who did it, in reports.</summary>
    public const string By = "atiende";

    // From this hour on: nobody waits for the database, and a backup of the evening has what is forgotten now.
    private const int FromHour = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(15);

    protected override async Task<bool> Round(CancellationToken cancel)
    {
        foreach (var organization in services.Organizations().Where(o => o.Pack.Retention is not null))
        {
            var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(organization.Pack.Identity.Zone));
            if (local.Hour < FromHour) continue;

            await using var scope = services.CreateScopeOf(organization.Id);
            await scope.ServiceProvider.GetRequiredService<RetentionPass>().RunNight(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), By, cancel);
        }

        return false;
    }
}

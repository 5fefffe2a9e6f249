namespace Atiende.Organizations;

/// <summary>Notices a pack that was loaded by another process or node, such as <c>atiende pack load</c> beside a running server.</summary>
internal sealed partial class OrganizationWatch(OrganizationCache cache, ILogger<OrganizationWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await cache.Compare(stoppingToken);
            }
            catch (Exception unreachable) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away for a while; what is in memory still serves.
                LogUnreachable(unreachable.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether a pack changed could not be seen: {Problem}")]
    private partial void LogUnreachable(string problem);
}

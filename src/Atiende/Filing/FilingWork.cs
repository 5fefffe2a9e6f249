using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Filing;

/// <summary>Takes up what was filed, as long as the program runs.</summary>
internal sealed partial class FilingWork(IServiceProvider services, FilingBell bell, ILogger<FilingWork> log) : BackgroundService
{
    // How often it looks for what another node filed, or what failed before.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                foreach (var organization in Organizations()) more |= await Take(organization, stoppingToken) > 0;
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong (the database gone, the disk full) may be mended; the worker must outlive it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                // Said once, not every few seconds.
                if (!failing) LogStopped(wrong);
                failing = true;
            }

            if (!more) await bell.Wait(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<string> Organizations()
    {
        using var scope = services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<IOrganizations>().All.Where(o => o.Pack.Cases.Any(c => c.Filing is not null)).Select(o => o.Id)];
    }

    private async Task<int> Take(string organization, CancellationToken cancel)
    {
        await using var scope = services.CreateScopeOf(organization);
        return await scope.ServiceProvider.GetRequiredService<FilingTurn>().Take(cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was filed cannot be taken up; it is tried again every few seconds")]
    private partial void LogStopped(Exception wrong);
}

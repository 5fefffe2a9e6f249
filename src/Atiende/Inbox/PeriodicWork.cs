using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Inbox;

/// <summary>Looks once a minute at each organisation's clock, and puts its periodic tasks in.</summary>
internal sealed partial class PeriodicWork(IServiceProvider services, TimeProvider clock, ILogger<PeriodicWork> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            foreach (var organization in Organizations()) await PutDue(organization, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private List<string> Organizations()
    {
        try
        {
            return [.. services.Organizations().Select(o => o.Id)];
        }
        catch (Exception down)
        {
            // The next minute tries again.
            LogDown(down);
            return [];
        }
    }

    private async Task PutDue(string organization, CancellationToken cancel)
    {
        try
        {
            await using var scope = services.CreateScopeOf(organization);
            await scope.ServiceProvider.GetRequiredService<PeriodicTasks>().PutDue(cancel);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // The others go on, and the next minute tries again.
            LogFailed(organization, failed);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Periodic work could not be looked at")]
    private partial void LogDown(Exception down);

    [LoggerMessage(Level = LogLevel.Error, Message = "Periodic work of {Organization} could not be put in")]
    private partial void LogFailed(string organization, Exception failed);
}

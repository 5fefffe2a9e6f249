using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Attachments;

/// <summary>Sweeps each organisation's attachments, a few times a day.</summary>
internal sealed partial class AttachmentSweepWork(IServiceProvider services, TimeProvider clock, ILogger<AttachmentSweepWork> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The next round tries again.
                LogFailed(failed);
            }
        }
    }

    private async Task Sweep(CancellationToken cancel)
    {
        foreach (var organization in services.Organizations())
        {
            await using var scope = services.CreateScopeOf(organization.Id);
            await scope.ServiceProvider.GetRequiredService<AttachmentSweep>().Run(cancel);
            await scope.ServiceProvider.GetRequiredService<UploadSweep>().Run(cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Files that no case has could not be taken away; it is tried again later")]
    private partial void LogFailed(Exception failed);
}

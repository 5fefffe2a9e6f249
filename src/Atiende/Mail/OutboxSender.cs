namespace Atiende.Mail;

/// <summary>Sends the outbox's messages as long as the program runs.</summary>
internal sealed partial class OutboxSender(MailRound round, OutboxBell bell, ILogger<OutboxSender> log) : BackgroundService
{
    // How often it looks for what is due again, or was put in by another node.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await round.Run(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong (the database gone, the disk full) may be mended; the sender must outlive it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                // Said once, not every few seconds.
                if (!failing) LogStopped(wrong);
                failing = true;
            }

            await bell.Wait(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox cannot be worked on; it is tried again every few seconds")]
    private partial void LogStopped(Exception wrong);
}

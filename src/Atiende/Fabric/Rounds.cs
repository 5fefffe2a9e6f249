namespace Atiende.Fabric;

/// <summary>
/// Work that goes round as long as the program runs: when its bell rings, and now and then. Whatever goes wrong in a round (the database gone,
/// the disk full) may be mended, so it is said once and the next round tries again.
/// </summary>
/// <param name="bell">What wakes it.</param>
/// <param name="look">How often it looks when nothing rings: for what another node left, or what failed before.</param>
/// <param name="log">Where it says what went wrong.</param>
public abstract partial class Rounds(IBell bell, TimeSpan look, ILogger log) : BackgroundService
{
    /// <summary>One round; true where there is more to do at once.</summary>
    protected abstract Task<bool> Round(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await Round(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker must outlive whatever it is.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                // Said once, not every few seconds.
                if (!failing) LogFailed(log, GetType().Name, wrong);
                failing = true;
            }

            if (!more) await bell.Wait(look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of {Work} failed; it is tried again until it does not")]
    private static partial void LogFailed(ILogger log, string work, Exception wrong);
}

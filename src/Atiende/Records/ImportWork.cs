using System.Collections.Concurrent;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Records;

/// <summary>Tells this process's importer that a file was confirmed; what another node left is found by looking now and then.</summary>
internal sealed class ImportBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Waits until it rings, or the time is over.</summary>
    public Task Wait(TimeSpan most, CancellationToken cancel) => rung.WaitAsync(most, cancel);

    public void Dispose() => rung.Dispose();
}

/// <summary>How far the imports of this process are: rows done of all.</summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<Guid, (int Done, int All)> running = new();

    public (int Done, int All)? Of(Guid import) => running.TryGetValue(import, out var now) ? now : null;

    public void Tell(Guid import, int done, int all) => running[import] = (done, all);

    public void Forget(Guid import) => running.TryRemove(import, out _);
}

/// <summary>Stores confirmed imports one after the other; one that a stop cut off is begun again, as nothing of it was stored.</summary>
internal sealed partial class ImportWork(IServiceProvider services, ImportBell bell, ImportProgress progress, ILogger<ImportWork> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever is wrong (the database gone, the disk full) may be mended; the importer must outlive it.
            catch (Exception wrong)
#pragma warning restore CA1031
            {
                LogDown(wrong);
            }

            await bell.Wait(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stores all that is confirmed.</summary>
    internal async Task Round(CancellationToken cancel)
    {
        List<string> all;
        await using (var scope = services.CreateAsyncScope())
            all = [.. scope.ServiceProvider.GetRequiredService<IOrganizations>().All.Select(o => o.Id)];
        foreach (var organization in all)
        {
            await using var scope = services.CreateScopeOf(organization);
            foreach (var import in await scope.ServiceProvider.GetRequiredService<RecordImports>().Confirmed(cancel)) await Carry(organization, import, cancel);
        }
    }

    private async Task Carry(string organization, Guid import, CancellationToken cancel)
    {
        try
        {
            await using var scope = services.CreateScopeOf(organization);
            await scope.ServiceProvider.GetRequiredService<RecordImports>().Carry(import, (done, all) => progress.Tell(import, done, all), cancel);
        }
#pragma warning disable CA1031 // Nothing of it was stored; whoever confirmed it is told, and may confirm it again.
        catch (Exception failed) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(organization, import, failed);
            await using var scope = services.CreateScopeOf(organization);
            await scope.ServiceProvider.GetRequiredService<RecordImports>().GiveBack(import, cancel);
        }
        finally
        {
            progress.Forget(import);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Imports cannot be looked at; it is tried again")]
    private partial void LogDown(Exception wrong);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} of {Organization} could not be stored; nothing of it was")]
    private partial void LogFailed(string organization, Guid import, Exception failed);
}

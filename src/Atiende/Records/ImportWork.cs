using System.Collections.Concurrent;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;

namespace Atiende.Records;

/// <summary>How far the imports of this process are: rows done of all.</summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<Guid, (int Done, int All)> running = new();

    public (int Done, int All)? Of(Guid import) => running.TryGetValue(import, out var now) ? now : null;

    public void Tell(Guid import, int done, int all) => running[import] = (done, all);

    public void Forget(Guid import) => running.TryRemove(import, out _);
}

/// <summary>Stores confirmed imports one after the other; one that a stop cut off is begun again, as nothing of it was stored.</summary>
internal sealed partial class ImportWork(IServiceProvider services, Bell<ImportWork> bell, ImportProgress progress, ILogger<ImportWork> log)
    : Rounds(bell, TimeSpan.FromSeconds(20), log)
{
    protected override async Task<bool> Round(CancellationToken cancel)
    {
        await StoreConfirmed(cancel);
        return false;
    }

    /// <summary>Stores all that is confirmed.</summary>
    internal async Task StoreConfirmed(CancellationToken cancel)
    {
        foreach (var organization in services.Organizations().Select(o => o.Id))
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} of {Organization} could not be stored; nothing of it was")]
    private partial void LogFailed(string organization, Guid import, Exception failed);
}

using Atiende.Storage;

namespace Atiende.Hosting;

/// <summary>
/// Whether the program can do its work now: the database can be written, and so can the data folder and whatever else is needed.
/// Asked anew each time, so it recovers by itself; askers of one moment share one answer.
/// </summary>
internal sealed partial class Readiness(
    IServiceScopeFactory scopes, IEnumerable<INeed> needs, Settings settings, TimeProvider clock, ILogger<Readiness> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asking = new(1);
    private long askedAt;
    private Answer? last;

    /// <summary>What hinders the work, in words for the operator; null when nothing does.</summary>
    public async Task<string?> Obstacle(CancellationToken cancel)
    {
        await asking.WaitAsync(cancel);
        try
        {
            if (last is null || clock.GetElapsedTime(askedAt) > Fresh)
            {
                var before = last?.Obstacle;
                last = new Answer(await Ask(cancel));
                askedAt = clock.GetTimestamp();
                if (last.Obstacle is not null && before is null) LogNotReady(last.Obstacle);
                if (last.Obstacle is null && before is not null) LogReady();
            }

            return last.Obstacle;
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private async Task<string?> Ask(CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Patience);
        try
        {
            await WriteInDataFolder(soon.Token);
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IDatabaseProbe>().Write(soon.Token);
            foreach (var need in needs)
                if (await need.Obstacle(cancel) is { } obstacle) return obstacle;

            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"the database did not answer in {Patience.TotalSeconds:0} s";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && StorageFaults.Of(error) is null)
        {
            return $"the data folder cannot be written: {error.Message}";
        }
        catch (Exception error)
        {
            return StorageFaults.Of(error) switch
            {
                StorageFault.Full => "the database's disk is full",
                StorageFault.Busy => "the database is busy with other writers",
                StorageFault.Gone => "the database cannot be reached or written",
                _ => $"the database could not be asked ({error.GetType().Name})",
            };
        }
    }

    // A page of data, so that a full disk shows even where an empty file would still fit.
    private async Task WriteInDataFolder(CancellationToken cancel)
    {
        var file = settings.InData($".ready-{Environment.ProcessId}");
        await File.WriteAllBytesAsync(file, new byte[4096], cancel);
        File.Delete(file);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Not ready: {Obstacle}")]
    private partial void LogNotReady(string obstacle);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready again")]
    private partial void LogReady();

    private sealed record Answer(string? Obstacle);
}

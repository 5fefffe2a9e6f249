namespace Atiende.Fabric;

/// <summary>Tells this process's worker that there is something to do; what another node left is found by looking now and then.</summary>
/// <typeparam name="TWork">The worker.</typeparam>
public sealed class Bell<TWork> : IBell, IDisposable
    where TWork : Rounds
{
    private readonly SemaphoreSlim rung = new(0, 1);

    /// <summary>Rings; a bell that rings already goes on ringing.</summary>
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

    /// <inheritdoc/>
    public Task Wait(TimeSpan most, CancellationToken cancel) => rung.WaitAsync(most, cancel);

    public void Dispose() => rung.Dispose();
}

/// <summary>What a worker waits for.</summary>
public interface IBell
{
    /// <summary>Waits until it rings, or the time is over.</summary>
    Task Wait(TimeSpan most, CancellationToken cancel);
}

namespace Atiende.Filing;

/// <summary>Tells this process's worker that a request was filed; what another node filed is found by looking now and then.</summary>
internal sealed class FilingBell : IDisposable
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

namespace Atiende.Storage;

/// <summary>
/// Lets writers in one at a time where the database knows only one writer (SQLite): queueing here is some four times faster
/// than colliding there. Open on PostgreSQL.
/// </summary>
public interface IWriteGate
{
    /// <summary>Waits for one's turn; the turn ends when the result is disposed.</summary>
    /// <exception cref="TimeoutException">The turn did not come in <see cref="Patience"/>.</exception>
    ValueTask<IDisposable> Enter(CancellationToken cancel);

    /// <summary>How long a writer waits for its turn.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
}

/// <summary>One writer at a time in this process.</summary>
internal sealed class OneWriter : IWriteGate, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async ValueTask<IDisposable> Enter(CancellationToken cancel) =>
        await turn.WaitAsync(IWriteGate.Patience, cancel)
            ? new Turn(turn)
            : throw new NoTurnToWriteException();

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

/// <summary>The database orders its writers itself.</summary>
internal sealed class ManyWriters : IWriteGate, IDisposable
{
    public ValueTask<IDisposable> Enter(CancellationToken cancel) => ValueTask.FromResult<IDisposable>(this);

    public void Dispose() { }
}

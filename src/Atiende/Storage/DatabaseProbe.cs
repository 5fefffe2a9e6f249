using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>Finds out whether the database can be reached and written, by writing.</summary>
public interface IDatabaseProbe
{
    /// <summary>Writes one row and commits it.</summary>
    /// <exception cref="Exception">It could not; <see cref="StorageFaults"/> says why.</exception>
    Task Write(CancellationToken cancel);
}

internal sealed class DatabaseProbe(Db db, TimeProvider clock) : IDatabaseProbe
{
    public Task Write(CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        await db.Set<Probe>().Where(probe => probe.Id == Probe.TheOne)
            .ExecuteUpdateAsync(row => row.SetProperty(probe => probe.At, now), inner);
    }, cancel);
}

using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>Several queries over one connection: on PostgreSQL each opening is a round trip of its own, which says for whom it works.</summary>
internal static class OneConnection
{
    /// <summary>Keeps one connection until the result is disposed. Not around what waits for another system: connections are few.</summary>
    public static async Task<IAsyncDisposable> KeepConnection(this Db db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        return new Kept(db);
    }

    private sealed class Kept(Db db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}

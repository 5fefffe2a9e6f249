using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Atiende.Storage;

/// <summary>How each SQLite connection is set: nothing is acknowledged before it is on the disk, and readers never wait.</summary>
internal sealed class SqliteConnections(SqliteFile file) : DbConnectionInterceptor
{
    // The write-ahead log is not here: the file itself remembers it (see DatabasePreparation). The one that answers with a row is last:
    // the driver says nothing of what goes wrong after a row.
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;";

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        // A pooled connection would go on writing into a deleted file.
        if (!File.Exists(file.Path))
        {
            SqliteConnection.ClearPool((SqliteConnection)connection);
            throw new DatabaseGoneException(file.Path);
        }

        return result;
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}

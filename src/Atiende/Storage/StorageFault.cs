using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atiende.Storage;

/// <summary>Why the database cannot serve at the moment, when an error says so. It passes by itself or needs the operator, never a programmer.</summary>
public enum StorageFault
{
    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The database cannot be reached, opened or written.</summary>
    Gone,

    /// <summary>Too many write at once; none of this one was stored.</summary>
    Busy,
}

/// <summary>Tells faults of storage from our own mistakes.</summary>
public static class StorageFaults
{
    // SQLite's primary result codes (https://sqlite.org/rescode.html).
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    // PostgreSQL's classes of errors (appendix A of its manual): connection, sign-in, no resources, operator's intervention, system.
    private static readonly string[] PostgresAway = ["08", "28", "53", "57", "58"];

    // Of the rest: a database that is not there, that takes no connections, or that may only be read.
    private static readonly string[] PostgresGone =
    [
        PostgresErrorCodes.InvalidCatalogName,
        PostgresErrorCodes.ObjectNotInPrerequisiteState,
        PostgresErrorCodes.ReadOnlySqlTransaction,
    ];

    // Linux' errno for a disk, or a quota, that is full; .NET gives it as the result of an IOException (errno(3)).
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>The fault that an error tells of, or null.</summary>
    public static StorageFault? Of(Exception? error) => error switch
    {
        null => null,
        SqliteException { SqliteErrorCode: SqliteFull } => StorageFault.Full,
        SqliteException
        {
            SqliteErrorCode: SqliteReadOnly or SqliteIoError or SqliteCorrupt or SqliteCannotOpen or SqliteNotADatabase,
        } => StorageFault.Gone,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StorageFault.Full,
        PostgresException { SqlState: var state } when PostgresGone.Contains(state) || PostgresAway.Contains(state[..2]) =>
            StorageFault.Gone,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => StorageFault.Gone,
        DatabaseGoneException or StoreAwayException => StorageFault.Gone,
        IOException { HResult: NoSpace or QuotaExceeded } => StorageFault.Full,
        NoTurnToWriteException => StorageFault.Busy,
        _ when Collisions.IsOne(error) => StorageFault.Busy,
        _ => Of(error.InnerException),
    };
}

/// <summary>The file of the embedded database is not there any more.</summary>
internal sealed class DatabaseGoneException(string path) : IOException($"The database file {path} is gone.");

/// <summary>A writer's turn did not come in <see cref="IWriteGate.Patience"/>.</summary>
internal sealed class NoTurnToWriteException() :
    TimeoutException($"No turn to write came in {IWriteGate.Patience.TotalSeconds:0} s.");

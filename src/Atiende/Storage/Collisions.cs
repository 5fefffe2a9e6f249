using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atiende.Storage;

/// <summary>Which errors only mean that another writer was there first, so that running the unit again is right.</summary>
internal static class Collisions
{
    // SQLITE_BUSY with all its extended codes, among them 517 SQLITE_BUSY_SNAPSHOT, and SQLITE_LOCKED.
    private const int Busy = 5;
    private const int Locked = 6;

    // A row that another writer added since this one looked: looking again finds it. SQLite, with its one writer, never gets there.
    private const string AddedMeanwhile = PostgresErrorCodes.UniqueViolation;

    public static bool IsOne(Exception? error) => error switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or AddedMeanwhile } => true,
        null => false,
        _ => IsOne(error.InnerException),
    };
}

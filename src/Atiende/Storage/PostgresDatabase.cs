using Npgsql;

namespace Atiende.Storage;

/// <summary>The PostgreSQL database itself, which several nodes may find missing at the same moment.</summary>
internal static class PostgresDatabase
{
    // Statements that a connection keeps prepared where the connection string does not say.
    private const int Prepared = 200;

    /// <summary>
    /// The connection string as requests use it, with what is faster where it does not say otherwise: statements asked again are prepared,
    /// and a connection is not reset when it goes back, for the one thing that stays with it is set anew at each opening (<see cref="OrganizationLock"/>).
    /// </summary>
    public static string Connections(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(connectionString);
        if (!asked.ShouldSerialize("Max Auto Prepare")) asked.MaxAutoPrepare = Prepared;
        if (!asked.ShouldSerialize("No Reset On Close")) asked.NoResetOnClose = true;
        return asked.ToString();
    }

    /// <summary>Creates the connection string's database when the server does not have it.</summary>
    public static async Task EnsureExists(string connectionString, CancellationToken cancel)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(wanted.ToString());
            await connection.OpenAsync(cancel);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await Create(wanted, cancel);
        }
    }

    /// <summary>Waits until no other node prepares this database; the lock ends when the result is disposed, or its process dies.</summary>
    public static async Task<IAsyncDisposable> Alone(string connectionString, TimeSpan patience, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(hashtext('atiende.preparation'))";
        command.CommandTimeout = (int)patience.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancel);
        return connection;
    }

    private static async Task Create(NpgsqlConnectionStringBuilder wanted, CancellationToken cancel)
    {
        var server = new NpgsqlConnectionStringBuilder(wanted.ToString()) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();

        // Texts compare by their characters, as on SQLite: searches ask for ranges of words that begin alike.
        command.CommandText = $"CREATE DATABASE \"{wanted.Database!.Replace("\"", "\"\"", StringComparison.Ordinal)}\" TEMPLATE template0 LC_COLLATE 'C'";
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException raced)
            when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it in the same moment; that is what was wanted.
        }
    }
}

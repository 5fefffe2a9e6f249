using Atiende.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Storage;

/// <summary>Makes the database where there is none, brings it to this version, and locks each organisation's rows.</summary>
internal sealed partial class DatabasePreparation(
    Db db, Settings settings, ICurrentOrganization organization, ILogger<DatabasePreparation> log)
{
    // How long a migration may wait for that of another process.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task Run(CancellationToken cancel)
    {
        organization.EnterAsSystem();
        if (db.Database.IsSqlite())
            await PrepareSqlite(cancel);
        else
            await PreparePostgres(cancel);
    }

    private async Task PrepareSqlite(CancellationToken cancel)
    {
        await using var alone = await FileLock.Take(settings.InData("migrating.lock"), Patience, cancel);
        await using (var making = new SqliteConnection($"Data Source={settings.InData(SqliteFile.Name)}"))
        {
            await making.OpenAsync(cancel);
            await Execute(making, "PRAGMA journal_mode=WAL", cancel);

            // Whoever holds the lock file is the only one migrating: a lock row is what a killed process left.
            await Execute(making, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
        }

        await Migrate(cancel);
    }

    private static async Task Execute(SqliteConnection connection, string statement, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task PreparePostgres(CancellationToken cancel)
    {
        await PostgresDatabase.EnsureExists(settings.ConnectionString, cancel);
        await using var alone = await PostgresDatabase.Alone(settings.ConnectionString, Patience, cancel);
        await Migrate(cancel);
        await RowLevelSecurity.Apply(db, cancel);
        if (await db.Database.SqlQuery<bool>(
            $"SELECT rolsuper OR rolbypassrls AS \"Value\" FROM pg_roles WHERE rolname = current_user").SingleAsync(cancel))
            LogUnlocked();
    }

    private async Task Migrate(CancellationToken cancel)
    {
        var missing = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (missing.Count == 0) return;

        LogMigrating(missing.Count, string.Join(", ", missing));
        await db.Database.MigrateAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database, {Count} steps: {Names}")]
    private partial void LogMigrating(int count, string names);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The database account is a superuser or has BYPASSRLS, so row-level security does not hold for it; give the program an account of its own")]
    private partial void LogUnlocked();
}

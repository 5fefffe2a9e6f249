using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Storage;

public sealed class PreparationTests
{
    [Fact]
    public async Task SQLite_keeps_a_log_reaches_the_disk_and_holds_foreign_keys()
    {
        await using var store = await Store.On(Engine.Sqlite);
        await using var scope = store.System();

        Assert.Equal(["wal"], await scope.Db().Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync());
        Assert.Equal([2], await scope.Db().Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").ToListAsync());
        Assert.Equal([1], await scope.Db().Database.SqlQuery<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync());
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_is_repaired()
    {
        using var folder = new TemporaryFolder();
        await using (var killed = new SqliteConnection($"Data Source={folder.File(SqliteFile.Name)}"))
        {
            await killed.OpenAsync();
            await using var command = killed.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var services = Store.Services(TestDatabase.Settings(folder.Path, ""), TimeProvider.System);
        await services.PrepareDatabase(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        await using var scope = services.CreateSystemScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<Db>().Database.GetPendingMigrationsAsync());
    }

    [Theory, BothEngines]
    public async Task Several_that_start_on_nothing_at_once_all_find_it_ready(Engine engine)
    {
        using var folder = new TemporaryFolder();
        var connection = "";
        if (engine == Engine.PostgreSql)
        {
            var server = await PostgresServer.Get();
            connection = server.ConnectionString(server.NewName());
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var services = Store.Services(TestDatabase.Settings(folder.Path, connection), TimeProvider.System);
            await services.PrepareDatabase(CancellationToken.None);
            await using var scope = services.CreateSystemScope();
            await scope.ServiceProvider.GetRequiredService<IDatabaseProbe>().Write(CancellationToken.None);
        })));
    }
}

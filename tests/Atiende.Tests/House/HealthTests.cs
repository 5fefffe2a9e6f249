using System.Net;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atiende.Tests.House;

public sealed class HealthTests
{
    [Theory, BothEngines]
    public async Task A_started_server_lives_and_is_ready(Engine engine)
    {
        await using var server = await RunningServer.Start(engine);
        using var client = server.Client();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Without_its_database_file_it_is_not_ready_and_recovers_by_itself()
    {
        await using var server = await RunningServer.Start();
        using var client = server.Client();
        var file = server.Settings.InData(SqliteFile.Name);
        await ReadyIs(client, HttpStatusCode.OK);

        Rename(file, file + ".away");
        await ReadyIs(client, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.False(File.Exists(file), "an empty database must not take the place of the lost one");

        Rename(file + ".away", file);
        await ReadyIs(client, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_its_PostgreSQL_it_is_not_ready_and_recovers_by_itself()
    {
        await using var server = await RunningServer.Start(Engine.PostgreSql);
        using var client = server.Client();
        var database = new NpgsqlConnectionStringBuilder(server.Settings.ConnectionString).Database;
        var postgres = await PostgresServer.Get();
        await ReadyIs(client, HttpStatusCode.OK);

        await postgres.Execute("postgres", $"ALTER DATABASE {database} ALLOW_CONNECTIONS false");
        await postgres.Execute("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        await ReadyIs(client, HttpStatusCode.ServiceUnavailable);

        await postgres.Execute("postgres", $"ALTER DATABASE {database} ALLOW_CONNECTIONS true");
        await ReadyIs(client, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_not_ready()
    {
        await using var server = await RunningServer.Start();
        using var client = server.Client();
        Directory.CreateDirectory(server.Settings.InData($".ready-{Environment.ProcessId}"));

        await ReadyIs(client, HttpStatusCode.ServiceUnavailable);

        Directory.Delete(server.Settings.InData($".ready-{Environment.ProcessId}"));
        await ReadyIs(client, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_full_database_is_told_as_what_it_is()
    {
        using var folder = new TemporaryFolder();
        await using var connection = new SqliteConnection($"Data Source={folder.File("full.db")}");
        await connection.OpenAsync();
        await Execute(connection, "CREATE TABLE a(x)");
        await Execute(connection, "PRAGMA max_page_count=4");

        var full = await Assert.ThrowsAsync<SqliteException>(() => Execute(connection, "INSERT INTO a VALUES (zeroblob(100000))"));

        Assert.Equal(StorageFault.Full, StorageFaults.Of(new InvalidOperationException("wrapped", full)));
    }

    private static async Task Execute(SqliteConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    // An answer is good for a second, so the next may be the old one still.
    private static async Task ReadyIs(HttpClient client, HttpStatusCode expected)
    {
        HttpResponseMessage answer = null!;
        for (var tries = 0; tries < 30; tries++)
        {
            answer = await client.GetAsync("/health/ready");
            if (answer.StatusCode == expected) return;

            await Task.Delay(200);
        }

        Assert.Fail($"still {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static void Rename(string from, string to)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            if (File.Exists(from + suffix)) File.Move(from + suffix, to + suffix);
    }
}

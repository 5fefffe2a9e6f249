using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atiende.Tests.Harness;

/// <summary>A database of one test, migrated: a copy of one that the run made once for each engine.</summary>
public static class TestDatabase
{
    private const string Template = "template_atiende";
    private static readonly Lazy<Task<string>> SqliteTemplate = new(() => Task.Run(MakeSqlite));
    private static readonly Lazy<Task> PostgresTemplate = new(() => Task.Run(MakePostgres));

    /// <summary>Prepares a database for a data folder; the result is its connection string, empty for SQLite.</summary>
    public static async Task<string> Make(Engine engine, string dataFolder)
    {
        if (engine == Engine.Sqlite)
        {
            File.Copy(await SqliteTemplate.Value, Path.Combine(dataFolder, SqliteFile.Name));
            return "";
        }

        await PostgresTemplate.Value;
        var server = await PostgresServer.Get();
        var name = server.NewName();
        await server.Copy(Template, name);
        return server.ConnectionString(name);
    }

    /// <summary>Settings of an installation in a folder.</summary>
    public static Settings Settings(string dataFolder, string connectionString) => new()
    {
        DataFolder = dataFolder,
        PacksFolder = Repository.Path("packs"),
        ConnectionString = connectionString,
        Logs = LogFormat.Json,
    };

    private static async Task<string> MakeSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("atiende-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await Prepare(Settings(folder, ""));
        SqliteConnection.ClearAllPools();
        return Path.Combine(folder, SqliteFile.Name);
    }

    private static async Task MakePostgres()
    {
        using var folder = new TemporaryFolder();
        var server = await PostgresServer.Get();
        await Prepare(Settings(folder.Path, server.ConnectionString(Template)));
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task Prepare(Settings settings)
    {
        await using var services = Store.Services(settings, TimeProvider.System);
        await services.PrepareDatabase(CancellationToken.None);
    }
}

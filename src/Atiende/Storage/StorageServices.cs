using Atiende.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Atiende.Storage;

/// <summary>Registers the database: SQLite in the data folder, or the PostgreSQL of the connection string.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="Db"/> and what it needs.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddScoped<ICurrentOrganization, CurrentOrganization>();
        services.AddScoped<DatabasePreparation>();
        services.AddScoped<IDatabaseProbe, DatabaseProbe>();
        if (settings.ConnectionString.Length == 0)
        {
            services.AddSingleton<IWriteGate, OneWriter>();
            services.AddScoped<IFolios, Folios>();
            var file = new SqliteFile(settings.InData(SqliteFile.Name));
            services.AddSingleton(file);
            services.AddDbContext<Db>((scope, options) => Options(options)
                .UseSqlite(file.ConnectionString)
                .AddInterceptors(new SqliteConnections(file))
                .AddInterceptors(scope.GetServices<IInterceptor>()));
        }
        else
        {
            services.AddSingleton<IWriteGate, ManyWriters>();
            services.AddSingleton(_ => new FolioReserve(settings.ConnectionString));
            services.AddScoped<IFolios, ReservedFolios>();
            var connections = PostgresDatabase.Connections(settings.ConnectionString);
            services.AddDbContext<Db>((scope, options) => Options(options)
                .UseNpgsql(connections)
                .AddInterceptors(new OrganizationLock(scope.GetRequiredService<ICurrentOrganization>()))
                .AddInterceptors(scope.GetServices<IInterceptor>())); // A room's own, which hear of what is saved.
        }

        return services;
    }

    /// <summary>Makes the database where there is none and brings it to this version.</summary>
    public static async Task PrepareDatabase(this IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabasePreparation>().Run(cancel);
    }

    private static DbContextOptionsBuilder Options(DbContextOptionsBuilder options) => options
        .ConfigureWarnings(warnings => warnings
            // Migrations are written by hand, each table where it belongs; a test holds them to the model.
            .Ignore(RelationalEventId.PendingModelChangesWarning)
            .Throw(RelationalEventId.MultipleCollectionIncludeWarning));
}

/// <summary>The embedded database's file.</summary>
/// <param name="Path">Absolute path.</param>
internal sealed record SqliteFile(string Path)
{
    public const string Name = "atiende.db";

    /// <summary>Opens the file, never makes it: a file that disappeared is an error, not an empty database.</summary>
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 10,
    }.ToString();
}

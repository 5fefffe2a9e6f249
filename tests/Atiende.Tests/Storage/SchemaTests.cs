#pragma warning disable EF1001 // The readers of a database's schema are EF's own; there is no other way to compare two.
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Scaffolding.Metadata;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;

namespace Atiende.Tests.Storage;

public sealed class SchemaTests
{
    [Theory, BothEngines]
    public async Task A_migrated_database_is_what_the_model_says(Engine engine)
    {
        await using var migrated = await Store.On(engine);
        await using var modelled = await Store.On(engine);
        await using var modelScope = modelled.System();
        await MakeFromModel(engine, modelScope.Db());
        await using var migratedScope = migrated.System();

        var expected = Describe(engine, modelScope.Db());

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Describe(engine, migratedScope.Db()));
    }

    private static async Task MakeFromModel(Engine engine, Db db)
    {
        if (engine == Engine.Sqlite)
            await File.WriteAllBytesAsync(db.Database.GetDbConnection().DataSource, []);
        else
            await db.Database.EnsureDeletedAsync();

        await db.Database.EnsureCreatedAsync();
    }

    // One line for each thing that may differ, so that a difference names itself.
    private static List<string> Describe(Engine engine, Db db)
    {
        var schema = Reader(engine).Create(db.Database.GetDbConnection(), new DatabaseModelFactoryOptions());
        return [..
            schema.Tables
                .Where(table => !table.Name.StartsWith("__EF", StringComparison.Ordinal) && !table.Name.StartsWith("sqlite_", StringComparison.Ordinal))
                .SelectMany(Describe)
                .Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Describe(DatabaseTable table)
    {
        foreach (var column in table.Columns)
            yield return $"{table.Name}.{column.Name}: {column.StoreType}{(column.IsNullable ? " null" : "")} {column.ValueGenerated} "
                + $"{column.DefaultValueSql} {column.ComputedColumnSql} {column.Collation}";

        if (table.PrimaryKey is { } key) yield return $"{table.Name}: key {Names(key.Columns)}";

        foreach (var unique in table.UniqueConstraints)
            yield return $"{table.Name}: unique {Names(unique.Columns)}";

        foreach (var index in table.Indexes)
            yield return $"{table.Name}: index {index.Name} {Names(index.Columns)} unique {index.IsUnique} where {index.Filter}";

        foreach (var foreign in table.ForeignKeys)
            yield return $"{table.Name}: {foreign.Name} {Names(foreign.Columns)} → {foreign.PrincipalTable.Name} "
                + $"{Names(foreign.PrincipalColumns)} {foreign.OnDelete}";
    }

    private static string Names(IEnumerable<DatabaseColumn> columns) => string.Join(',', columns.Select(column => column.Name));

    private static IDatabaseModelFactory Reader(Engine engine)
    {
        var services = new ServiceCollection();
        if (engine == Engine.Sqlite)
        {
            services.AddEntityFrameworkSqlite();
            new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
        }
        else
        {
            services.AddEntityFrameworkNpgsql();
            new NpgsqlDesignTimeServices().ConfigureDesignTimeServices(services);
        }

        return services.BuildServiceProvider().GetRequiredService<IDatabaseModelFactory>();
    }
}

using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Atiende.Storage;

/// <summary>A migration written by hand that runs on both engines: the few column types that differ have a name here.</summary>
public abstract class RoomMigration : Migration
{
    /// <summary>Column type of an instant.</summary>
    protected string Instant => OnSqlite ? "INTEGER" : "timestamp with time zone";

    /// <summary>Column type of a JSON value.</summary>
    protected string Json => OnSqlite ? "TEXT" : "jsonb";

    /// <summary>Whether it runs on SQLite; PostgreSQL otherwise.</summary>
    protected bool OnSqlite => ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>The column is numbered by the database.</summary>
    protected static OperationBuilder<AddColumnOperation> Numbered(OperationBuilder<AddColumnOperation> column) => column
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);
}

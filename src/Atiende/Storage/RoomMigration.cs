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

    /// <summary>Collation of a text column ordered by its characters' codes.</summary>
    protected string? Ordinal => OnSqlite ? null : OrdinalText.Collation;

    /// <summary>Whether it runs on SQLite; PostgreSQL otherwise.</summary>
    protected bool OnSqlite => ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>The column is numbered by the database.</summary>
    protected static OperationBuilder<AddColumnOperation> Numbered(OperationBuilder<AddColumnOperation> column) => column
        .Annotation("Sqlite:Autoincrement", true)
        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

    /// <summary>
    /// Rows of the table are added, never changed or taken away: the database refuses it, but for personal data that is forgotten
    /// (<see cref="Forgetting"/>).
    /// </summary>
    protected void AppendOnly(MigrationBuilder m, string table)
    {
        // Made here too, so that the refusal never names a table that is not there.
        m.Sql("CREATE TABLE IF NOT EXISTS \"Erasing\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK_Erasing\" PRIMARY KEY)");
        foreach (var change in new[] { "UPDATE", "DELETE" })
        {
            var name = $"{table}_no_{change.ToLowerInvariant()}";
            m.Sql(OnSqlite
                ? $"""
                  DROP TRIGGER IF EXISTS "{name}";
                  CREATE TRIGGER "{name}" BEFORE {change} ON "{table}" WHEN NOT EXISTS (SELECT 1 FROM "Erasing")
                  BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
                  """
                : $"""
                  CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                  $body$ BEGIN
                    IF EXISTS (SELECT 1 FROM "Erasing") THEN IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF; END IF;
                    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
                  END $body$;
                  CREATE OR REPLACE TRIGGER "{name}" BEFORE {change} ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_change();
                  """);
        }
    }
}

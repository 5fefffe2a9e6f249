using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>
/// The words of cases, each with its cases in the order in which they were opened. Triggers keep them as the case's own column says, so that no way
/// of changing a case leaves them behind. What stood in that column was searched otherwise: it is emptied, and made again in the background.
/// </summary>
[DbContext(typeof(Db)), Migration("20261122180000_CaseWords")]
public sealed class CaseWords : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.AddColumn<string>("HeardText", "Cases", nullable: false, defaultValue: "");
        if (!OnSqlite) m.Sql("""ALTER TABLE "Cases" ALTER COLUMN "SearchText" TYPE text;""");
        m.Sql("""UPDATE "Cases" SET "SearchText" = '';""");

        // Without row numbers of its own the table is its index.
        if (OnSqlite)
        {
            m.Sql("""
                CREATE TABLE "CaseWords" (
                    "OrganizationId" TEXT NOT NULL,
                    "Word" TEXT NOT NULL,
                    "CaseId" TEXT NOT NULL,
                    CONSTRAINT "PK_CaseWords" PRIMARY KEY ("OrganizationId", "Word", "CaseId")
                ) WITHOUT ROWID;
                """);
        }
        else
        {
            m.CreateTable("CaseWords", t => new
            {
                OrganizationId = t.Column<string>(maxLength: 40),
                Word = t.Column<string>(maxLength: 40, collation: Ordinal),
                CaseId = t.Column<Guid>(),
            }, constraints: t => t.PrimaryKey("PK_CaseWords", x => new { x.OrganizationId, x.Word, x.CaseId }));
        }

        m.CreateIndex("IX_Cases_Unsearched", "Cases", ["OrganizationId", "Id"], filter: "\"SearchText\" = ''");
        m.DropIndex("IX_Cases_OrganizationId_IsOpen_OpenedAt", "Cases");
        m.CreateIndex("IX_Cases_OrganizationId_IsOpen_Id", "Cases", ["OrganizationId", "IsOpen", "Id"]);
        m.CreateIndex("IX_Cases_OrganizationId_To_IsOpen_Id", "Cases", ["OrganizationId", "To", "IsOpen", "Id"]);
        m.CreateIndex("IX_Cases_OrganizationId_State_Id", "Cases", ["OrganizationId", "State", "Id"]);
        m.Sql(OnSqlite ? Sqlite : Postgres);
    }

    // Words hold letters and digits alone, so that joined they are a JSON list.
    private const string Sqlite = """
        CREATE TRIGGER "Cases_words_insert" AFTER INSERT ON "Cases" WHEN NEW."SearchText" <> '' BEGIN
            INSERT OR IGNORE INTO "CaseWords" ("OrganizationId", "Word", "CaseId")
            SELECT NEW."OrganizationId", value, NEW."Id" FROM json_each('["' || replace(NEW."SearchText", ' ', '","') || '"]');
        END;
        CREATE TRIGGER "Cases_words_update" AFTER UPDATE OF "SearchText" ON "Cases" WHEN NEW."SearchText" <> OLD."SearchText" BEGIN
            DELETE FROM "CaseWords" WHERE "OrganizationId" = OLD."OrganizationId" AND "CaseId" = OLD."Id"
                AND "Word" IN (SELECT value FROM json_each('["' || replace(OLD."SearchText", ' ', '","') || '"]'))
                AND "Word" NOT IN (SELECT value FROM json_each('["' || replace(NEW."SearchText", ' ', '","') || '"]'));
            INSERT OR IGNORE INTO "CaseWords" ("OrganizationId", "Word", "CaseId")
            SELECT NEW."OrganizationId", value, NEW."Id" FROM json_each('["' || replace(NEW."SearchText", ' ', '","') || '"]') WHERE value <> '';
        END;
        CREATE TRIGGER "Cases_words_delete" AFTER DELETE ON "Cases" WHEN OLD."SearchText" <> '' BEGIN
            DELETE FROM "CaseWords" WHERE "OrganizationId" = OLD."OrganizationId" AND "CaseId" = OLD."Id"
                AND "Word" IN (SELECT value FROM json_each('["' || replace(OLD."SearchText", ' ', '","') || '"]'));
        END;
        """;

    private const string Postgres = """
        CREATE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE
            was text[] := '{}';
            now_ text[] := '{}';
        BEGIN
            IF TG_OP <> 'INSERT' THEN was := string_to_array(OLD."SearchText", ' '); END IF;
            IF TG_OP <> 'DELETE' THEN now_ := string_to_array(NEW."SearchText", ' '); END IF;
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM "CaseWords" WHERE "OrganizationId" = OLD."OrganizationId" AND "CaseId" = OLD."Id"
                    AND "Word" = ANY (ARRAY(SELECT w::varchar COLLATE "C" FROM unnest(was) w WHERE w <> ALL (now_)));
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO "CaseWords" ("OrganizationId", "Word", "CaseId")
                SELECT NEW."OrganizationId", w, NEW."Id" FROM unnest(now_) w WHERE w <> ALL (was)
                ON CONFLICT DO NOTHING;
            END IF;
            RETURN NULL;
        END $body$;
        CREATE TRIGGER "Cases_words" AFTER INSERT OR DELETE ON "Cases" FOR EACH ROW EXECUTE FUNCTION keep_case_words();
        CREATE TRIGGER "Cases_words_update" AFTER UPDATE OF "SearchText" ON "Cases"
            FOR EACH ROW WHEN (OLD."SearchText" <> NEW."SearchText") EXECUTE FUNCTION keep_case_words();
        """;
}

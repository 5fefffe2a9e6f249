using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>
/// On PostgreSQL a case's words that are gone are taken out by their whole key, one by one: a statement for all of them was planned, and its plan
/// kept, while the table was empty, so that each change of a case read the words of all cases.
/// </summary>
[DbContext(typeof(Db)), Migration("20261122234000_CaseWordsByKey")]
public sealed class CaseWordsByKey : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (!OnSqlite) migrationBuilder.Sql(Function);
    }

    private const string Function = """
        CREATE OR REPLACE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE
            was text[] := '{}';
            now_ text[] := '{}';
            gone text;
        BEGIN
            IF TG_OP <> 'INSERT' THEN was := string_to_array(OLD."SearchText", ' '); END IF;
            IF TG_OP <> 'DELETE' THEN now_ := string_to_array(NEW."SearchText", ' '); END IF;
            FOREACH gone IN ARRAY was LOOP
                IF gone <> ALL (now_) THEN
                    DELETE FROM "CaseWords" WHERE "OrganizationId" = OLD."OrganizationId" AND "Word" = gone COLLATE "C" AND "CaseId" = OLD."Id";
                END IF;
            END LOOP;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO "CaseWords" ("OrganizationId", "Word", "CaseId")
                SELECT NEW."OrganizationId", w, NEW."Id" FROM unnest(now_) w WHERE w <> ALL (was)
                ON CONFLICT DO NOTHING;
            END IF;
            RETURN NULL;
        END $body$;
        """;
}

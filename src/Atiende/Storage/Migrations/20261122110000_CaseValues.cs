using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The values by which look-ups of a record system find the cases kept in its name.</summary>
[DbContext(typeof(Db)), Migration("20261122110000_CaseValues")]
public sealed class CaseValues : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseValues", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Type = t.Column<string>(maxLength: 60),
            Field = t.Column<string>(maxLength: 60),
            Value = t.Column<string>(maxLength: 200),
            CaseId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_CaseValues", x => new { x.OrganizationId, x.Type, x.Field, x.Value, x.CaseId }));
        migrationBuilder.CreateIndex("IX_CaseValues_OrganizationId_CaseId", "CaseValues", ["OrganizationId", "CaseId"]);
    }
}

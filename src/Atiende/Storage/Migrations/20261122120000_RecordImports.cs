using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Files of records that were brought, what became of them, and records found by their state.</summary>
[DbContext(typeof(Db)), Migration("20261122120000_RecordImports")]
public sealed class RecordImports : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("RecordImports", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            System = t.Column<string>(maxLength: 60),
            Record = t.Column<string>(maxLength: 60),
            FileName = t.Column<string>(maxLength: 200),
            AddOnly = t.Column<bool>(),
            State = t.Column<string>(maxLength: 40),
            Report = t.Column<string>(type: Json),
            Text = t.Column<string>(nullable: true),
            By = t.Column<string>(maxLength: 120),
            At = t.Column<DateTimeOffset>(type: Instant),
            EndedBy = t.Column<string>(maxLength: 120, nullable: true),
            EndedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Failed = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_RecordImports", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_RecordImports_OrganizationId_State", "RecordImports", ["OrganizationId", "State"]);
        migrationBuilder.CreateIndex("IX_Records_OrganizationId_System_Type_State_Id", "Records", ["OrganizationId", "System", "Type", "State", "Id"]);
    }
}

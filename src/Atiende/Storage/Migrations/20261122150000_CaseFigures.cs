using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>What cases are counted by: their reason, and whether their clock was met.</summary>
[DbContext(typeof(Db)), Migration("20261122150000_CaseFigures")]
public sealed class CaseFigures : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Reason", "Cases", maxLength: 200, nullable: true);
        migrationBuilder.AddColumn<bool>("InTime", "Cases", nullable: true);
        migrationBuilder.CreateIndex("IX_Cases_OrganizationId_IsOpen_DueAt", "Cases", ["OrganizationId", "IsOpen", "DueAt"]);
    }
}

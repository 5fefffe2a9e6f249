using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Since when a file waits for the virus scanner, where it was kept without.</summary>
[DbContext(typeof(Db)), Migration("20261122235500_UnscannedFiles")]
public sealed class UnscannedFiles : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTimeOffset>("UnscannedSince", "Attachments", type: Instant, nullable: true);
        migrationBuilder.CreateIndex("IX_Attachments_OrganizationId_UnscannedSince", "Attachments", ["OrganizationId", "UnscannedSince"]);
    }
}

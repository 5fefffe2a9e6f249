using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Which folios of a pad were printed, and why again.</summary>
[DbContext(typeof(Db)), Migration("20261122235000_PadReprints")]
public sealed class PadReprints : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<long>("First", "PadPrintings", nullable: true);
        migrationBuilder.AddColumn<long>("Last", "PadPrintings", nullable: true);
        migrationBuilder.AddColumn<string>("Reason", "PadPrintings", maxLength: 500, nullable: true);
    }
}

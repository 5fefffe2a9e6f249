using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Since when cases wait for their person, and clocks that began again.</summary>
[DbContext(typeof(Db)), Migration("20261123210000_CaseWaiting")]
public sealed class CaseWaiting : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTimeOffset>("AwaitingSince", "Cases", type: Instant, nullable: true);
        migrationBuilder.AddColumn<string>("Of", "CaseClocks", maxLength: 200, nullable: true);
    }
}

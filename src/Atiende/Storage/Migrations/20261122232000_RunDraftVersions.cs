using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Who typed a step's draft last, and how often it changed.</summary>
[DbContext(typeof(Db)), Migration("20261122232000_RunDraftVersions")]
public sealed class RunDraftVersions : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("By", "RunDrafts", maxLength: 100, nullable: true);
        migrationBuilder.AddColumn<string>("ByName", "RunDrafts", maxLength: 100, nullable: true);
        migrationBuilder.AddColumn<int>("Version", "RunDrafts", nullable: true);
    }
}

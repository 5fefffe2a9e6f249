using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The row that a readiness check writes.</summary>
[DbContext(typeof(Db)), Migration("20261122081000_Probes")]
public sealed class Probes : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Probes", t => new
        {
            Id = t.Column<int>(),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_Probes", x => x.Id));
        migrationBuilder.Sql($"INSERT INTO \"Probes\" VALUES (1, {(OnSqlite ? "0" : "'epoch'")})");
    }
}

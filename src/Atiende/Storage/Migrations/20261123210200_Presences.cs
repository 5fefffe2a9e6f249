using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Who looks at the same thing now, over all processes.</summary>
[DbContext(typeof(Db)), Migration("20261123210200_Presences")]
public sealed class Presences : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Presences", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Place = t.Column<string>(maxLength: 100),
            Member = t.Column<string>(maxLength: 60),
            Name = t.Column<string>(maxLength: 200),
            At = t.Column<DateTimeOffset>(type: Instant),
            TypedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Presences", x => new { x.OrganizationId, x.Place, x.Member }));
        migrationBuilder.CreateIndex("IX_Presences_OrganizationId_At", "Presences", ["OrganizationId", "At"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

[DbContext(typeof(Db)), Migration("20261122200000_Exports")]
public sealed class Exports : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Exports", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 100),
            Ask = t.Column<string>(type: Json),
            At = t.Column<DateTimeOffset>(type: Instant),
            State = t.Column<string>(maxLength: 40),
            BeatAt = t.Column<DateTimeOffset>(type: Instant),
            Rows = t.Column<long>(),
            Total = t.Column<long>(nullable: true),
            Bytes = t.Column<long>(),
            Name = t.Column<string>(maxLength: 200),
            GoneAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_Exports", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_Exports_OrganizationId_Member_At", "Exports", ["OrganizationId", "Member", "At"]);
        migrationBuilder.CreateIndex("IX_Exports_OrganizationId_State_At", "Exports", ["OrganizationId", "State", "At"]);
        migrationBuilder.CreateIndex("IX_Exports_OrganizationId_GoneAt", "Exports", ["OrganizationId", "GoneAt"]);
    }
}

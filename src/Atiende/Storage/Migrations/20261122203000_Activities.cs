using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

[DbContext(typeof(Db)), Migration("20261122203000_Activities")]
public sealed class Activities : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Activities", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Title = t.Column<string>(maxLength: 200),
            Kind = t.Column<string>(maxLength: 40),
            StartsAt = t.Column<DateTimeOffset>(type: Instant),
            AllDay = t.Column<bool>(),
            EndsAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Region = t.Column<string>(maxLength: 200, nullable: true),
            Establishments = t.Column<string>(maxLength: 4000, nullable: true),
            Party = t.Column<string>(maxLength: 200, nullable: true),
            Responsible = t.Column<string>(maxLength: 100, nullable: true),
            State = t.Column<string>(maxLength: 40),
            Notes = t.Column<string>(maxLength: 4000, nullable: true),
            ChangedAt = t.Column<DateTimeOffset>(type: Instant),
            ChangedBy = t.Column<string>(maxLength: 100),
            TakenAwayAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Activities", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_Activities_OrganizationId_StartsAt", "Activities", ["OrganizationId", "StartsAt"]);
    }
}

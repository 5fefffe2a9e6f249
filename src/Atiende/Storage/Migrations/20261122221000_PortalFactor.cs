using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The portal's second factor, and changes of the mail address.</summary>
[DbContext(typeof(Db)), Migration("20261122221000_PortalFactor")]
public sealed class PortalFactor : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.AddColumn<string>("FactorSecret", "PortalPeople", maxLength: 400, nullable: true);
        m.AddColumn<string>("FactorPending", "PortalPeople", maxLength: 400, nullable: true);
        m.AddColumn<long>("FactorStep", "PortalPeople", nullable: true);
        m.AddColumn<string>("FactorCodes", "PortalPeople", maxLength: 700, nullable: true);
        m.CreateTable("PortalMailChanges", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            TokenHash = t.Column<string>(maxLength: 64),
            PersonId = t.Column<Guid>(),
            Mail = t.Column<string>(maxLength: 320),
            ExpiresAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_PortalMailChanges", x => new { x.OrganizationId, x.TokenHash }));
        m.CreateIndex("IX_PortalMailChanges_OrganizationId_PersonId", "PortalMailChanges", ["OrganizationId", "PersonId"]);
    }
}

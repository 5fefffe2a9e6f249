using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Cases that were opened again.</summary>
[DbContext(typeof(Db)), Migration("20261122170200_CaseReopenings")]
public sealed class CaseReopenings : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseReopenings", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            CaseId = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 200),
            ByPerson = t.Column<bool>(),
            Why = t.Column<string>(maxLength: 20_000),
            ClosedAt = t.Column<DateTimeOffset>(type: Instant),
            Waits = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_CaseReopenings", x => new { x.OrganizationId, x.RunId }));
        migrationBuilder.CreateIndex("IX_CaseReopenings_OrganizationId_CaseId_At", "CaseReopenings", ["OrganizationId", "CaseId", "At"]);
        migrationBuilder.CreateIndex("IX_CaseReopenings_OrganizationId_Waits_At", "CaseReopenings", ["OrganizationId", "Waits", "At"]);
    }
}

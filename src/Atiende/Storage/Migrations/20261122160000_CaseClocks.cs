using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The clocks of cases, each with how its due time was counted.</summary>
[DbContext(typeof(Db)), Migration("20261122160000_CaseClocks")]
public sealed class CaseClocks : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseClocks", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Unit = t.Column<string>(maxLength: 40),
            Amount = t.Column<int>(),
            StartedAt = t.Column<DateTimeOffset>(type: Instant),
            Pauses = t.Column<string>(type: Json),
            PausedSince = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            StoppedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            InTime = t.Column<bool>(nullable: true),
            DueAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Why = t.Column<string>(type: Json),
            NextAlarmAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Said = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_CaseClocks", x => new { x.OrganizationId, x.CaseId, x.Name }));
        migrationBuilder.CreateIndex("IX_CaseClocks_OrganizationId_NextAlarmAt", "CaseClocks", ["OrganizationId", "NextAlarmAt"]);
        migrationBuilder.CreateIndex("IX_CaseClocks_OrganizationId_StoppedAt_DueAt", "CaseClocks", ["OrganizationId", "StoppedAt", "DueAt"]);
    }
}

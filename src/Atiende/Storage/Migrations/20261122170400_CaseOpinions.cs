using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Questions for opinions on closed cases, and what was said.</summary>
[DbContext(typeof(Db)), Migration("20261122170400_CaseOpinions")]
public sealed class CaseOpinions : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseOpinions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            TokenHash = t.Column<string>(maxLength: 64),
            ClosedAt = t.Column<DateTimeOffset>(type: Instant),
            AskedAt = t.Column<DateTimeOffset>(type: Instant),
            Mark = t.Column<int>(nullable: true),
            Comment = t.Column<string>(maxLength: 2000),
            GivenAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseOpinions", x => new { x.OrganizationId, x.CaseId }));
        migrationBuilder.CreateIndex("IX_CaseOpinions_OrganizationId_TokenHash", "CaseOpinions", ["OrganizationId", "TokenHash"], unique: true);
        migrationBuilder.CreateIndex("IX_CaseOpinions_OrganizationId_ClosedAt", "CaseOpinions", ["OrganizationId", "ClosedAt"]);
    }
}

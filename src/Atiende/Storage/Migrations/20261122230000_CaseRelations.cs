using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>What cases are like each other, and into which one some were merged.</summary>
[DbContext(typeof(Db)), Migration("20261122230000_CaseRelations")]
public sealed class CaseRelations : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseLikenesses", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 64),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_CaseLikenesses", x => new { x.OrganizationId, x.CaseId }));
        migrationBuilder.CreateIndex("IX_CaseLikenesses_OrganizationId_Key_At", "CaseLikenesses", ["OrganizationId", "Key", "At"]);

        migrationBuilder.AddColumn<Guid>("MergedInto", "Cases", nullable: true);
        migrationBuilder.CreateIndex("IX_Cases_OrganizationId_MergedInto", "Cases", ["OrganizationId", "MergedInto"]);

        migrationBuilder.CreateTable("CaseMerges", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            CaseId = t.Column<Guid>(),
            IntoId = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
            Why = t.Column<string>(maxLength: 500),
            Before = t.Column<string>(type: Json),
            UndoneAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseMerges", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_CaseMerges_OrganizationId_CaseId", "CaseMerges", ["OrganizationId", "CaseId"]);
        migrationBuilder.CreateIndex("IX_CaseMerges_OrganizationId_IntoId", "CaseMerges", ["OrganizationId", "IntoId"]);

        migrationBuilder.CreateTable("CaseLinks", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            OtherId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
        }, constraints: t => t.PrimaryKey("PK_CaseLinks", x => new { x.OrganizationId, x.CaseId, x.OtherId }));
        migrationBuilder.CreateIndex("IX_CaseLinks_OrganizationId_OtherId", "CaseLinks", ["OrganizationId", "OtherId"]);
    }
}

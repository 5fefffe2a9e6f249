using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Who has which case in hand, the lists and columns that people keep, and what was done to many cases at once.</summary>
[DbContext(typeof(Db)), Migration("20261122181000_CaseLists")]
public sealed class CaseLists : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("CaseHolders", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 60),
            Since = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_CaseHolders", x => new { x.OrganizationId, x.CaseId }));
        m.CreateIndex("IX_CaseHolders_OrganizationId_Member_CaseId", "CaseHolders", ["OrganizationId", "Member", "CaseId"]);

        m.CreateTable("CaseColumnChoices", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Member = t.Column<string>(maxLength: 60),
            Type = t.Column<string>(maxLength: 60),
            Columns = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_CaseColumnChoices", x => new { x.OrganizationId, x.Member, x.Type }));

        m.CreateTable("CaseViews", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 60),
            Unit = t.Column<string>(maxLength: 60, nullable: true),
            Name = t.Column<string>(maxLength: 80),
            Query = t.Column<string>(maxLength: 1000),
            At = t.Column<DateTimeOffset>(type: Instant),
            DeletedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseViews", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_CaseViews_OrganizationId_Member", "CaseViews", ["OrganizationId", "Member"]);
        m.CreateIndex("IX_CaseViews_OrganizationId_Unit", "CaseViews", ["OrganizationId", "Unit"]);

        m.CreateTable("CaseBulks", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 60),
            By = t.Column<string>(maxLength: 100),
            At = t.Column<DateTimeOffset>(type: Instant),
            Action = t.Column<string>(maxLength: 40),
            Value = t.Column<string>(maxLength: 300),
            Undoes = t.Column<Guid>(nullable: true),
            Total = t.Column<int>(),
            FinishedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseBulks", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_CaseBulks_OrganizationId_FinishedAt_Id", "CaseBulks", ["OrganizationId", "FinishedAt", "Id"]);

        m.CreateTable("CaseBulkItems", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            BulkId = t.Column<Guid>(),
            Number = t.Column<int>(),
            CaseId = t.Column<Guid>(),
            State = t.Column<string>(maxLength: 40),
            Before = t.Column<string>(maxLength: 300, nullable: true),
            Event = t.Column<int>(nullable: true),
            Why = t.Column<string>(type: Json, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseBulkItems", x => new { x.OrganizationId, x.BulkId, x.Number }));
    }
}

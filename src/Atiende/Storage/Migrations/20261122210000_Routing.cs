using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Rules by which cases are routed, what they did, and tasks that are withdrawn when a case goes elsewhere.</summary>
[DbContext(typeof(Db)), Migration("20261122210000_Routing")]
public sealed class Routing : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("RoutingVersions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseType = t.Column<string>(maxLength: 60),
            Number = t.Column<int>(),
            Rules = t.Column<string>(type: Json),
            FromPack = t.Column<bool>(),
            Based = t.Column<int>(nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
            Why = t.Column<string>(maxLength: 500, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_RoutingVersions", x => new { x.OrganizationId, x.CaseType, x.Number }));
        m.CreateTable("RoutingDrafts", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseType = t.Column<string>(maxLength: 60),
            Rules = t.Column<string>(type: Json),
            Based = t.Column<int>(),
            Revision = t.Column<int>(),
            Tried = t.Column<int>(nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
        }, constraints: t => t.PrimaryKey("PK_RoutingDrafts", x => new { x.OrganizationId, x.CaseType }));
        m.CreateTable("RoutingDecisions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 60),
            CaseType = t.Column<string>(maxLength: 60),
            CaseId = t.Column<Guid>(nullable: true),
            Folio = t.Column<string>(maxLength: 60, nullable: true),
            Version = t.Column<int>(),
            Rule = t.Column<string>(maxLength: 60),
            To = t.Column<string>(maxLength: 60),
            Facts = t.Column<string>(type: Json),
            At = t.Column<DateTimeOffset>(type: Instant),
            Right = t.Column<string>(maxLength: 60, nullable: true),
            CheckedBy = t.Column<string>(maxLength: 100, nullable: true),
            CheckedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_RoutingDecisions", x => new { x.OrganizationId, x.RunId, x.Name }));
        m.CreateIndex("IX_RoutingDecisions_OrganizationId_CaseType_At", "RoutingDecisions", ["OrganizationId", "CaseType", "At"]);
        m.CreateIndex("IX_RoutingDecisions_OrganizationId_CaseType_Rule_At", "RoutingDecisions", ["OrganizationId", "CaseType", "Rule", "At"]);
        m.CreateIndex("IX_RoutingDecisions_OrganizationId_CaseId", "RoutingDecisions", ["OrganizationId", "CaseId"]);
        m.AddColumn<string>("Unit", "InboxTasks", maxLength: 60, nullable: true);
        m.AddColumn<string>("Matter", "InboxTasks", maxLength: 60, nullable: true);
        m.AddColumn<string>("WithdrawnBy", "InboxTasks", maxLength: 100, nullable: true);
    }
}

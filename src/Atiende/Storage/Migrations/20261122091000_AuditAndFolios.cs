using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The audit trail, and the sequences of folios.</summary>
[DbContext(typeof(Db)), Migration("20261122091000_AuditAndFolios")]
public sealed class AuditAndFolios : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("Audit", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Who = t.Column<string>(maxLength: 100),
            What = t.Column<string>(maxLength: 60),
            Subject = t.Column<string>(maxLength: 200),
            Why = t.Column<string>(maxLength: 500),
        }, constraints: t => t.PrimaryKey("PK_Audit", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Audit_OrganizationId_Subject_At", "Audit", ["OrganizationId", "Subject", "At"]);
        m.CreateIndex("IX_Audit_OrganizationId_At", "Audit", ["OrganizationId", "At"]);
        AppendOnly(m, "Audit");

        m.CreateTable("Folios", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Series = t.Column<string>(maxLength: 120),
            Period = t.Column<int>(),
            Last = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_Folios", x => new { x.OrganizationId, x.Series, x.Period }));
    }
}

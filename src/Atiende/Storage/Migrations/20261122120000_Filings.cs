using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Requests that came in without an agent.</summary>
[DbContext(typeof(Db)), Migration("20261122120000_Filings")]
public sealed class Filings : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Filings", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Folio = t.Column<string>(maxLength: 60),
            Type = t.Column<string>(maxLength: 60),
            Channel = t.Column<string>(maxLength: 40),
            Origin = t.Column<string>(maxLength: 100),
            Key = t.Column<string>(maxLength: 320),
            Hash = t.Column<string>(maxLength: 64),
            RunId = t.Column<Guid>(),
            ContactId = t.Column<Guid>(nullable: true),
            Facts = t.Column<string>(type: Json),
            At = t.Column<DateTimeOffset>(type: Instant),
            Waits = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_Filings", x => new { x.OrganizationId, x.CaseId }));
        migrationBuilder.CreateIndex("IX_Filings_OrganizationId_Key", "Filings", ["OrganizationId", "Key"], unique: true);
        migrationBuilder.CreateIndex("IX_Filings_OrganizationId_Folio", "Filings", ["OrganizationId", "Folio"]);
        migrationBuilder.CreateIndex("IX_Filings_OrganizationId_Origin_At", "Filings", ["OrganizationId", "Origin", "At"]);
        migrationBuilder.CreateIndex("IX_Filings_OrganizationId_Waits_At", "Filings", ["OrganizationId", "Waits", "At"]);
    }
}

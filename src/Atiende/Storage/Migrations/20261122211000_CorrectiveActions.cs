using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Corrective actions of cases, by owner and day.</summary>
[DbContext(typeof(Db)), Migration("20261122211000_CorrectiveActions")]
public sealed class CorrectiveActions : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CorrectiveActions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Number = t.Column<int>(),
            Type = t.Column<string>(maxLength: 60),
            Folio = t.Column<string>(maxLength: 60),
            Unit = t.Column<string>(maxLength: 60, nullable: true),
            Action = t.Column<string>(maxLength: 2000),
            Owner = t.Column<string>(maxLength: 200),
            OwnerKey = t.Column<string>(maxLength: 200),
            Due = t.Column<string>(maxLength: 10, nullable: true),
            Check = t.Column<string>(maxLength: 2000, nullable: true),
            CheckedOn = t.Column<string>(maxLength: 10, nullable: true),
            Worked = t.Column<bool>(nullable: true),
            Evidence = t.Column<string>(maxLength: 2000, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CorrectiveActions", x => new { x.OrganizationId, x.CaseId, x.Number }));
        migrationBuilder.CreateIndex("IX_CorrectiveActions_OrganizationId_CheckedOn_Due", "CorrectiveActions", ["OrganizationId", "CheckedOn", "Due"]);
        migrationBuilder.CreateIndex("IX_CorrectiveActions_OrganizationId_OwnerKey_Due", "CorrectiveActions", ["OrganizationId", "OwnerKey", "Due"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Mail that came in, and what became of it.</summary>
[DbContext(typeof(Db)), Migration("20261122170300_IncomingMails")]
public sealed class IncomingMails : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("IncomingMails", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            MessageId = t.Column<string>(maxLength: 320),
            File = t.Column<string>(maxLength: 255),
            At = t.Column<DateTimeOffset>(type: Instant),
            From = t.Column<string>(maxLength: 320),
            FromName = t.Column<string>(maxLength: 200),
            Subject = t.Column<string>(maxLength: 400),
            State = t.Column<string>(maxLength: 40),
            Why = t.Column<string>(maxLength: 40, nullable: true),
            CaseId = t.Column<Guid>(nullable: true),
            Text = t.Column<string>(maxLength: 200_000),
            Files = t.Column<string>(type: Json),
            Copies = t.Column<int>(),
            SeenTo = t.Column<string>(maxLength: 200, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_IncomingMails", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_IncomingMails_OrganizationId_MessageId", "IncomingMails", ["OrganizationId", "MessageId"], unique: true);
        migrationBuilder.CreateIndex("IX_IncomingMails_OrganizationId_State_At", "IncomingMails", ["OrganizationId", "State", "At"]);
        migrationBuilder.CreateIndex("IX_IncomingMails_OrganizationId_From_At", "IncomingMails", ["OrganizationId", "From", "At"]);
    }
}

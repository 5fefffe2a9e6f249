using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Which case a message is about, and the Message-ID by which its answer finds it.</summary>
[DbContext(typeof(Db)), Migration("20261122170000_OutboxCases")]
public sealed class OutboxCases : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("MessageId", "OutboxMessages", maxLength: 320, nullable: true);
        migrationBuilder.AddColumn<Guid>("CaseId", "OutboxMessages", nullable: true);
        migrationBuilder.AddColumn<bool>("ToPerson", "OutboxMessages", nullable: false, defaultValue: false);
        migrationBuilder.AddColumn<bool>("IsWritten", "OutboxMessages", nullable: false, defaultValue: false);
        migrationBuilder.CreateIndex("IX_OutboxMessages_OrganizationId_MessageId", "OutboxMessages", ["OrganizationId", "MessageId"]);
        migrationBuilder.CreateIndex("IX_OutboxMessages_OrganizationId_CaseId_At", "OutboxMessages", ["OrganizationId", "CaseId", "At"]);
    }
}

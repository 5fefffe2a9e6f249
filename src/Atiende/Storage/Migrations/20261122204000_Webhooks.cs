using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

[DbContext(typeof(Db)), Migration("20261122204000_Webhooks")]
public sealed class Webhooks : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Webhooks", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 100),
            Url = t.Column<string>(maxLength: 1000),
            Events = t.Column<string>(type: Json),
            Secret = t.Column<string>(maxLength: 1000),
            CreatedAt = t.Column<DateTimeOffset>(type: Instant),
            CreatedBy = t.Column<string>(maxLength: 100),
            DisabledAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Webhooks", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateTable("WebhookDeliveries", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            WebhookId = t.Column<Guid>(),
            Event = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Folio = t.Column<string>(maxLength: 60),
            At = t.Column<DateTimeOffset>(type: Instant),
            Body = t.Column<string>(),
            State = t.Column<string>(maxLength: 40),
            Tries = t.Column<int>(),
            NextTryAt = t.Column<DateTimeOffset>(type: Instant),
            Problem = t.Column<string>(maxLength: 500, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_WebhookDeliveries", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_WebhookDeliveries_OrganizationId_State_NextTryAt", "WebhookDeliveries", ["OrganizationId", "State", "NextTryAt"]);
        migrationBuilder.CreateIndex("IX_WebhookDeliveries_OrganizationId_WebhookId_State", "WebhookDeliveries", ["OrganizationId", "WebhookId", "State"]);
    }
}

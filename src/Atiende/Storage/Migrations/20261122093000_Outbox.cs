using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Mail that must go out.</summary>
[DbContext(typeof(Db)), Migration("20261122093000_Outbox")]
public sealed class Outbox : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("OutboxMessages", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 200),
            ToName = t.Column<string>(maxLength: 200),
            ToAddress = t.Column<string>(maxLength: 320, nullable: true),
            Subject = t.Column<string>(maxLength: 400),
            Text = t.Column<string>(),
            Notice = t.Column<string>(maxLength: 100),
            Run = t.Column<Guid>(nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            DueAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            State = t.Column<string>(maxLength: 40),
            Tries = t.Column<int>(),
            NextTryAt = t.Column<DateTimeOffset>(type: Instant),
            SentAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Problem = t.Column<string>(nullable: true),
            AgainBy = t.Column<string>(maxLength: 100, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_OutboxMessages", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_OutboxMessages_OrganizationId_Key", "OutboxMessages", ["OrganizationId", "Key"], unique: true);
        migrationBuilder.CreateIndex("IX_OutboxMessages_OrganizationId_State_At", "OutboxMessages", ["OrganizationId", "State", "At"]);
        migrationBuilder.CreateIndex("IX_OutboxMessages_State_NextTryAt", "OutboxMessages", ["State", "NextTryAt"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Work that waits for someone.</summary>
[DbContext(typeof(Db)), Migration("20261122091300_Inbox")]
public sealed class Inbox : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("InboxTasks", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Key = t.Column<string>(maxLength: 200),
            Kind = t.Column<string>(maxLength: 40),
            Title = t.Column<string>(maxLength: 300),
            About = t.Column<string>(maxLength: 4000, nullable: true),
            Role = t.Column<string>(maxLength: 60),
            OnlyMember = t.Column<string>(maxLength: 100, nullable: true),
            NotMember = t.Column<string>(maxLength: 100, nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            DueAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DueWhy = t.Column<string>(maxLength: 1000, nullable: true),
            Data = t.Column<string>(type: Json),
            RunId = t.Column<Guid>(nullable: true),
            InteractionId = t.Column<Guid>(nullable: true),
            ContactId = t.Column<Guid>(nullable: true),
            By = t.Column<string>(maxLength: 100),
            TakenBy = t.Column<string>(maxLength: 100, nullable: true),
            TakenAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            IsOpen = t.Column<bool>(),
            FinishedBy = t.Column<string>(maxLength: 100, nullable: true),
            FinishedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Outcome = t.Column<string>(maxLength: 4000, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_InboxTasks", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_InboxTasks_OrganizationId_Key", "InboxTasks", ["OrganizationId", "Key"], unique: true);
        m.CreateIndex("IX_InboxTasks_OrganizationId_IsOpen_Role", "InboxTasks", ["OrganizationId", "IsOpen", "Role"]);
        m.CreateIndex("IX_InboxTasks_OrganizationId_IsOpen_TakenBy", "InboxTasks", ["OrganizationId", "IsOpen", "TakenBy"]);
        m.CreateIndex("IX_InboxTasks_OrganizationId_RunId", "InboxTasks", ["OrganizationId", "RunId"]);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Attentions and what happened in them.</summary>
[DbContext(typeof(Db)), Migration("20261122091200_Interactions")]
public sealed class Interactions : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("Interactions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Folio = t.Column<string>(maxLength: 40),
            Channel = t.Column<string>(maxLength: 40),
            ChannelCalled = t.Column<string>(maxLength: 100, nullable: true),
            Line = t.Column<string>(maxLength: 60, nullable: true),
            Outgoing = t.Column<bool>(),
            State = t.Column<string>(maxLength: 40),
            Parked = t.Column<bool>(),
            ContactId = t.Column<Guid>(nullable: true),
            Member = t.Column<string>(maxLength: 100),
            Unit = t.Column<string>(maxLength: 60, nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            ClosedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Disposition = t.Column<string>(maxLength: 200, nullable: true),
            IsOpen = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_Interactions", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Interactions_OrganizationId_Folio", "Interactions", ["OrganizationId", "Folio"], unique: true);
        m.CreateIndex("IX_Interactions_OrganizationId_IsOpen_Member", "Interactions", ["OrganizationId", "IsOpen", "Member"]);
        m.CreateIndex("IX_Interactions_OrganizationId_ContactId_At", "Interactions", ["OrganizationId", "ContactId", "At"]);
        m.CreateIndex("IX_Interactions_OrganizationId_At", "Interactions", ["OrganizationId", "At"]);

        m.CreateTable("InteractionEvents", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            InteractionId = t.Column<Guid>(),
            Number = t.Column<int>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Kind = t.Column<string>(maxLength: 40),
            Text = t.Column<string>(maxLength: 4000),
            By = t.Column<string>(maxLength: 100),
        }, constraints: t => t.PrimaryKey("PK_InteractionEvents", x => new { x.OrganizationId, x.InteractionId, x.Number }));
        AppendOnly(m, "InteractionEvents");
    }
}

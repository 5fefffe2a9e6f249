using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>What is forgotten: the gate to append-only tables, what lost its person, requests for deletion, reports; consents by version.</summary>
[DbContext(typeof(Db)), Migration("20261122220000_Protection")]
public sealed class Protection : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        // Tables that were made before the gate was: their refusal knows it from here on. Each call makes the gate where it is not there.
        foreach (var table in new[] { "Audit", "InteractionEvents", "CaseEvents" }) AppendOnly(m, table);

        m.CreateTable("Forgotten", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Kind = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Why = t.Column<string>(maxLength: 200),
        }, constraints: t => t.PrimaryKey("PK_Forgotten", x => new { x.OrganizationId, x.Kind, x.Id }));
        CreateRequests(m);
        m.AddColumn<string>("Text", "ContactConsents", maxLength: 60, nullable: true);
        m.AddColumn<string>("Version", "ContactConsents", maxLength: 80, nullable: true);
        m.AddColumn<string>("Channel", "ContactConsents", maxLength: 100, nullable: true);
    }

    private void CreateRequests(MigrationBuilder m)
    {
        m.CreateTable("DeletionRequests", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            ContactId = t.Column<Guid>(nullable: true),
            PortalPersonId = t.Column<Guid>(nullable: true),
            AskedAt = t.Column<DateTimeOffset>(type: Instant),
            Through = t.Column<string>(maxLength: 100),
            By = t.Column<string>(maxLength: 100),
            Mail = t.Column<string>(maxLength: 320, nullable: true),
            Why = t.Column<string>(maxLength: 2000, nullable: true),
            TaskId = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            DecidedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DecidedBy = t.Column<string>(maxLength: 100, nullable: true),
            Reason = t.Column<string>(maxLength: 2000, nullable: true),
            Dropped = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_DeletionRequests", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_DeletionRequests_OrganizationId_State_AskedAt", "DeletionRequests", ["OrganizationId", "State", "AskedAt"]);
        m.CreateTable("RetentionReports", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Night = t.Column<string>(maxLength: 10, nullable: true),
            BeganAt = t.Column<DateTimeOffset>(type: Instant),
            EndedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            By = t.Column<string>(maxLength: 100),
            Lines = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_RetentionReports", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_RetentionReports_OrganizationId_Night", "RetentionReports", ["OrganizationId", "Night"], unique: true);
        m.CreateIndex("IX_RetentionReports_OrganizationId_BeganAt", "RetentionReports", ["OrganizationId", "BeganAt"]);
    }
}

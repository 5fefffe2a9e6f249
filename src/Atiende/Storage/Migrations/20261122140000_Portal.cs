using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>People of the portal, what waits for their mail, and their opinions.</summary>
[DbContext(typeof(Db)), Migration("20261122140000_Portal")]
public sealed class Portal : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("PortalPeople", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Mail = t.Column<string>(maxLength: 320),
            PasswordHash = t.Column<string>(maxLength: 200),
            Stamp = t.Column<string>(maxLength: 64),
            Given = t.Column<string>(type: Json),
            TermsVersion = t.Column<string>(maxLength: 80),
            RegisteredAt = t.Column<DateTimeOffset>(type: Instant),
            ContactId = t.Column<Guid>(),
            ContactIsOwn = t.Column<bool>(),
            DeletionAskedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_PortalPeople", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_PortalPeople_OrganizationId_Mail", "PortalPeople", ["OrganizationId", "Mail"], unique: true);

        migrationBuilder.CreateTable("PortalRegistrations", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            TokenHash = t.Column<string>(maxLength: 64),
            Mail = t.Column<string>(maxLength: 320),
            PasswordHash = t.Column<string>(maxLength: 200),
            Given = t.Column<string>(type: Json),
            TermsVersion = t.Column<string>(maxLength: 80),
            At = t.Column<DateTimeOffset>(type: Instant),
            ExpiresAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_PortalRegistrations", x => new { x.OrganizationId, x.TokenHash }));
        migrationBuilder.CreateIndex("IX_PortalRegistrations_OrganizationId_Mail", "PortalRegistrations", ["OrganizationId", "Mail"]);
        migrationBuilder.CreateIndex("IX_PortalRegistrations_OrganizationId_ExpiresAt", "PortalRegistrations", ["OrganizationId", "ExpiresAt"]);

        migrationBuilder.CreateTable("PortalRecoveries", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            TokenHash = t.Column<string>(maxLength: 64),
            PersonId = t.Column<Guid>(),
            ExpiresAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_PortalRecoveries", x => new { x.OrganizationId, x.TokenHash }));
        migrationBuilder.CreateIndex("IX_PortalRecoveries_OrganizationId_ExpiresAt", "PortalRecoveries", ["OrganizationId", "ExpiresAt"]);

        migrationBuilder.CreateTable("PortalTries", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Key = t.Column<string>(maxLength: 64),
            Count = t.Column<int>(),
            Until = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_PortalTries", x => new { x.OrganizationId, x.Key }));
        migrationBuilder.CreateIndex("IX_PortalTries_OrganizationId_Until", "PortalTries", ["OrganizationId", "Until"]);

        migrationBuilder.CreateTable("PortalOpinions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            PersonId = t.Column<Guid>(),
            Answer = t.Column<string>(maxLength: 320),
            Comment = t.Column<string>(maxLength: 2000),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_PortalOpinions", x => new { x.OrganizationId, x.CaseId }));
    }
}

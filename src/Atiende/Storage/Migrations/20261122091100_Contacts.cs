using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The people who are attended, how they are known and reached, their consents and notes.</summary>
[DbContext(typeof(Db)), Migration("20261122091100_Contacts")]
public sealed class Contacts : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var m = migrationBuilder;
        m.CreateTable("Contacts", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200, nullable: true),
            DocumentKind = t.Column<string>(maxLength: 40, nullable: true),
            Document = t.Column<string>(maxLength: 40, nullable: true),
            DocumentShown = t.Column<string>(maxLength: 60, nullable: true),
            Since = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
        }, constraints: t => t.PrimaryKey("PK_Contacts", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Contacts_OrganizationId_Document_DocumentKind", "Contacts", ["OrganizationId", "Document", "DocumentKind"], unique: true);

        m.CreateTable("ContactPoints", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            ContactId = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            Key = t.Column<string>(maxLength: 254),
            Shown = t.Column<string>(maxLength: 254),
            Since = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_ContactPoints", x => new { x.OrganizationId, x.ContactId, x.Kind, x.Key }));
        m.CreateIndex("IX_ContactPoints_OrganizationId_Key_Kind", "ContactPoints", ["OrganizationId", "Key", "Kind"]);

        m.CreateTable("ContactWords", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Word = t.Column<string>(maxLength: 60),
            ContactId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_ContactWords", x => new { x.OrganizationId, x.Word, x.ContactId }));
        m.CreateIndex("IX_ContactWords_OrganizationId_ContactId", "ContactWords", ["OrganizationId", "ContactId"]);

        m.CreateTable("ContactConsents", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            ContactId = t.Column<Guid>(),
            What = t.Column<string>(maxLength: 200),
            Given = t.Column<bool>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
        }, constraints: t => t.PrimaryKey("PK_ContactConsents", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_ContactConsents_OrganizationId_ContactId_At", "ContactConsents", ["OrganizationId", "ContactId", "At"]);

        m.CreateTable("ContactNotes", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            ContactId = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 100),
            Text = t.Column<string>(maxLength: 4000),
        }, constraints: t => t.PrimaryKey("PK_ContactNotes", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_ContactNotes_OrganizationId_ContactId_At", "ContactNotes", ["OrganizationId", "ContactId", "At"]);
    }
}

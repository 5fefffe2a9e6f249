using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Files that come in pieces, and files that the staff took off a case.</summary>
[DbContext(typeof(Db)), Migration("20261122231000_Uploads")]
public sealed class Uploads : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Uploads", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 120),
            Size = t.Column<long>(),
            CaseId = t.Column<Guid>(nullable: true),
            Origin = t.Column<string>(maxLength: 100),
            IsPublic = t.Column<bool>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            AttachmentId = t.Column<Guid>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Uploads", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_Uploads_OrganizationId_Origin_At", "Uploads", ["OrganizationId", "Origin", "At"]);
        migrationBuilder.CreateIndex("IX_Uploads_OrganizationId_At", "Uploads", ["OrganizationId", "At"]);

        migrationBuilder.AddColumn<DateTimeOffset>("RemovedAt", "Attachments", type: Instant, nullable: true);
        migrationBuilder.AddColumn<string>("RemovedBy", "Attachments", maxLength: 100, nullable: true);
        migrationBuilder.AddColumn<string>("RemovedWhy", "Attachments", maxLength: 500, nullable: true);
    }
}

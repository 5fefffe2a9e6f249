using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Files of cases.</summary>
[DbContext(typeof(Db)), Migration("20261122130000_Attachments")]
public sealed class Attachments : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Attachments", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            CaseId = t.Column<Guid>(nullable: true),
            Name = t.Column<string>(maxLength: 120),
            MediaType = t.Column<string>(maxLength: 60),
            Size = t.Column<long>(),
            Hash = t.Column<string>(maxLength: 64),
            Width = t.Column<int>(nullable: true),
            Height = t.Column<int>(nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            Origin = t.Column<string>(maxLength: 100),
            By = t.Column<string>(maxLength: 100),
            IsPublic = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_Attachments", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_Attachments_OrganizationId_CaseId_At", "Attachments", ["OrganizationId", "CaseId", "At"]);
        migrationBuilder.CreateIndex("IX_Attachments_OrganizationId_Hash", "Attachments", ["OrganizationId", "Hash"]);
    }
}

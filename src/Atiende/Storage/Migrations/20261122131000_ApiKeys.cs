using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Keys of programs.</summary>
[DbContext(typeof(Db)), Migration("20261122131000_ApiKeys")]
public sealed class ApiKeys : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("ApiKeys", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Prefix = t.Column<string>(maxLength: 20),
            Name = t.Column<string>(maxLength: 80),
            Hash = t.Column<string>(maxLength: 64),
            Scopes = t.Column<string>(type: Json),
            CreatedAt = t.Column<DateTimeOffset>(type: Instant),
            CreatedBy = t.Column<string>(maxLength: 100),
            LastUsedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            RevokedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_ApiKeys", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_ApiKeys_OrganizationId_Prefix", "ApiKeys", ["OrganizationId", "Prefix"], unique: true);
    }
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The organisations, their packs' files, and every version of their procedures.</summary>
[DbContext(typeof(Db)), Migration("20261122094000_Organizations")]
public sealed class Organizations : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("Organizations", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Revision = t.Column<int>(),
            LoadedAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_Organizations", x => x.OrganizationId));

        migrationBuilder.CreateTable("PackFiles", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Path = t.Column<string>(maxLength: 260),
            Text = t.Column<string>(),
            LoadedHash = t.Column<string>(maxLength: 64, nullable: true),
            ChangedAt = t.Column<DateTimeOffset>(type: Instant),
            ChangedBy = t.Column<string>(maxLength: 120),
        }, constraints: t => t.PrimaryKey("PK_PackFiles", x => new { x.OrganizationId, x.Path }));

        migrationBuilder.CreateTable("ProcedureVersions", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Code = t.Column<string>(maxLength: 80),
            Id = t.Column<string>(maxLength: 60),
            Version = t.Column<string>(maxLength: 40),
            Hash = t.Column<string>(maxLength: 64),
            Files = t.Column<string>(type: Json),
            LoadedAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_ProcedureVersions", x => new { x.OrganizationId, x.Code, x.Id }));
    }
}

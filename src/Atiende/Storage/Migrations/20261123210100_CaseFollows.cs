using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Who follows which case, and the note that many cases get at once.</summary>
[DbContext(typeof(Db)), Migration("20261123210100_CaseFollows")]
public sealed class CaseFollows : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseFollows", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 60),
            Since = t.Column<DateTimeOffset>(type: Instant),
            Seen = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("PK_CaseFollows", x => new { x.OrganizationId, x.CaseId, x.Member }));
        migrationBuilder.CreateIndex("IX_CaseFollows_OrganizationId_Member", "CaseFollows", ["OrganizationId", "Member"]);
        migrationBuilder.AddColumn<string>("Text", "CaseBulks", maxLength: 4000, nullable: true);
    }
}

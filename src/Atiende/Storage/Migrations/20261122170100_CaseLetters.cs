using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Letters of cases, what is typed of them, and the further runs of cases that were opened again.</summary>
[DbContext(typeof(Db)), Migration("20261122170100_CaseLetters")]
public sealed class CaseLetters : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("CaseLetters", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            CaseId = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Kind = t.Column<string>(maxLength: 40),
            Channel = t.Column<string>(maxLength: 40),
            By = t.Column<string>(maxLength: 200),
            Member = t.Column<string>(maxLength: 120, nullable: true),
            Text = t.Column<string>(maxLength: 20_000),
            MailId = t.Column<Guid>(nullable: true),
            IncomingId = t.Column<Guid>(nullable: true),
            Key = t.Column<string>(maxLength: 200),
        }, constraints: t => t.PrimaryKey("PK_CaseLetters", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_CaseLetters_OrganizationId_Key", "CaseLetters", ["OrganizationId", "Key"], unique: true);
        migrationBuilder.CreateIndex("IX_CaseLetters_OrganizationId_CaseId_At", "CaseLetters", ["OrganizationId", "CaseId", "At"]);

        migrationBuilder.CreateTable("CaseLetterDrafts", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Member = t.Column<string>(maxLength: 120),
            Kind = t.Column<string>(maxLength: 40),
            Text = t.Column<string>(maxLength: 20_000),
            At = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_CaseLetterDrafts", x => new { x.OrganizationId, x.CaseId, x.Member }));

        migrationBuilder.CreateTable("CaseRuns", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            RunId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 60),
            CaseId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_CaseRuns", x => new { x.OrganizationId, x.RunId }));
    }
}

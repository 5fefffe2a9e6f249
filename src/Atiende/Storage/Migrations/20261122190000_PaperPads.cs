using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Pads of forms: their folios and printings, the addresses of establishments, photographs of sheets.</summary>
[DbContext(typeof(Db)), Migration("20261122190000_PaperPads")]
public sealed class PaperPads : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("PadFolios", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Last = t.Column<long>(),
        }, constraints: t => t.PrimaryKey("PK_PadFolios", x => x.OrganizationId));

        migrationBuilder.CreateTable("PadPrintings", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Number = t.Column<string>(maxLength: 60),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 120),
        }, constraints: t => t.PrimaryKey("PK_PadPrintings", x => new { x.OrganizationId, x.Id }));
        migrationBuilder.CreateIndex("IX_PadPrintings_OrganizationId_Number", "PadPrintings", ["OrganizationId", "Number"]);

        migrationBuilder.CreateTable("PaperDoors", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Site = t.Column<string>(maxLength: 60),
            Hash = t.Column<string>(maxLength: 64),
            Sealed = t.Column<string>(maxLength: 500),
            At = t.Column<DateTimeOffset>(type: Instant),
            By = t.Column<string>(maxLength: 120),
        }, constraints: t => t.PrimaryKey("PK_PaperDoors", x => new { x.OrganizationId, x.Site }));
        migrationBuilder.CreateIndex("IX_PaperDoors_OrganizationId_Hash", "PaperDoors", ["OrganizationId", "Hash"], unique: true);

        migrationBuilder.CreateTable("PaperPhotos", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Door = t.Column<string>(maxLength: 60),
            Site = t.Column<string>(maxLength: 60),
            Folio = t.Column<long>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            AttachmentId = t.Column<Guid>(),
            Hash = t.Column<string>(maxLength: 64),
            Sender = t.Column<string>(maxLength: 120, nullable: true),
            At = t.Column<DateTimeOffset>(type: Instant),
            ReadAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            Suggested = t.Column<string>(type: Json),
            Queued = t.Column<DateTimeOffset>(type: Instant),
            LeasedBy = t.Column<string>(maxLength: 120, nullable: true),
            LeasedUntil = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            CaseId = t.Column<Guid>(nullable: true),
            CaseFolio = t.Column<string>(maxLength: 60, nullable: true),
            DoneAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DoneBy = t.Column<string>(maxLength: 120, nullable: true),
            Reason = t.Column<string>(maxLength: 500, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_PaperPhotos", x => new { x.OrganizationId, x.Id }));
        foreach (var (name, columns) in new (string, string[])[]
        {
            ("State_Queued", ["OrganizationId", "State", "Queued"]), ("Site_At", ["OrganizationId", "Site", "At"]), ("Door_At", ["OrganizationId", "Door", "At"]),
            ("Folio", ["OrganizationId", "Folio"]), ("AttachmentId", ["OrganizationId", "AttachmentId"]), ("DoneBy_DoneAt", ["OrganizationId", "DoneBy", "DoneAt"]),
        })
            migrationBuilder.CreateIndex($"IX_PaperPhotos_OrganizationId_{name}", "PaperPhotos", columns);
    }
}

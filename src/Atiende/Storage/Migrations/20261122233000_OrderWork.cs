using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Whose work each part of an order is, and by when.</summary>
[DbContext(typeof(Db)), Migration("20261122233000_OrderWork")]
public sealed class OrderWork : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("OrderWork", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            To = t.Column<string>(maxLength: 60, nullable: true),
            Responsible = t.Column<string>(maxLength: 100, nullable: true),
            ResponsibleName = t.Column<string>(maxLength: 100, nullable: true),
            ReadyAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DueAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DueWhy = t.Column<string>(maxLength: 500, nullable: true),
            IsDone = t.Column<bool>(),
        }, constraints: t => t.PrimaryKey("PK_OrderWork", x => new { x.OrganizationId, x.CaseId, x.Name }));
        migrationBuilder.CreateIndex("IX_OrderWork_OrganizationId_IsDone_To_DueAt", "OrderWork", ["OrganizationId", "IsDone", "To", "DueAt"]);
    }
}

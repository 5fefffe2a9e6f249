using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>The zone of each order's work.</summary>
[DbContext(typeof(Db)), Migration("20261123210300_OrderZones")]
public sealed class OrderZones : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("Zone", "OrderWork", maxLength: 100, nullable: true);
}

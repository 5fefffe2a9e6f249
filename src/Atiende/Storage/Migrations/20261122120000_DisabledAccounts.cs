using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Accounts that may not sign in any more.</summary>
[DbContext(typeof(Db)), Migration("20261122120000_DisabledAccounts")]
public sealed class DisabledAccounts : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<DateTimeOffset>("DisabledAt", "Accounts", type: Instant, nullable: true);
}

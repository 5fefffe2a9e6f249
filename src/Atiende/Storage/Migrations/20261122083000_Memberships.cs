using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Where an account belongs, and what happened at the door.</summary>
[DbContext(typeof(Db)), Migration("20261122083000_Memberships")]
public sealed class Memberships : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateMemberships(migrationBuilder);
        CreateSignInEvents(migrationBuilder);
    }

    private void CreateMemberships(MigrationBuilder m)
    {
        m.CreateTable("Memberships", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Member = t.Column<string>(maxLength: 80),
            AccountId = t.Column<Guid>(),
            Roles = t.Column<string>(type: Json),
            UnitId = t.Column<string>(maxLength: 80, nullable: true),
            Extension = t.Column<string>(maxLength: 20, nullable: true),
            Since = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_Memberships", x => new { x.OrganizationId, x.Member });
            t.ForeignKey("FK_Memberships_Accounts_AccountId", x => x.AccountId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_Memberships_AccountId", "Memberships", "AccountId");
    }

    private void CreateSignInEvents(MigrationBuilder m)
    {
        m.CreateTable("SignInEvents", t => new
        {
            Id = t.Column<Guid>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Kind = t.Column<string>(maxLength: 40),
            AccountId = t.Column<Guid>(nullable: true),
            DutyIn = t.Column<string>(maxLength: 40, nullable: true),
            Address = t.Column<string>(maxLength: 45, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_SignInEvents", x => x.Id));
        m.CreateIndex("IX_SignInEvents_AccountId_At", "SignInEvents", ["AccountId", "At"]);
    }
}

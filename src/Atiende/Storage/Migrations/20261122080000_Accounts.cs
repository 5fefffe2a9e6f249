using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Accounts of the staff: ASP.NET Core Identity, schema version 3.</summary>
[DbContext(typeof(Db)), Migration("20261122080000_Accounts")]
public sealed class Accounts : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateAccounts(migrationBuilder);
        CreateWhatAnAccountHas(migrationBuilder);
        CreateRoles(migrationBuilder);
    }

    private void CreateAccounts(MigrationBuilder m)
    {
        m.CreateTable("Accounts", t => new
        {
            Id = t.Column<Guid>(),
            UserName = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedUserName = t.Column<string>(maxLength: 256, nullable: true),
            Email = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedEmail = t.Column<string>(maxLength: 256, nullable: true),
            EmailConfirmed = t.Column<bool>(),
            PasswordHash = t.Column<string>(nullable: true),
            SecurityStamp = t.Column<string>(nullable: true),
            ConcurrencyStamp = t.Column<string>(nullable: true),
            PhoneNumber = t.Column<string>(maxLength: 256, nullable: true),
            PhoneNumberConfirmed = t.Column<bool>(),
            TwoFactorEnabled = t.Column<bool>(),
            LockoutEnd = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            LockoutEnabled = t.Column<bool>(),
            AccessFailedCount = t.Column<int>(),
            PersonName = t.Column<string>(maxLength: 120),
            DefaultOrganizationId = t.Column<string>(maxLength: 40, nullable: true),
            IsDemonstration = t.Column<bool>(),
            CreatedAt = t.Column<DateTimeOffset>(type: Instant),
        }, constraints: t => t.PrimaryKey("PK_Accounts", x => x.Id));
        m.CreateIndex("EmailIndex", "Accounts", "NormalizedEmail");
        m.CreateIndex("UserNameIndex", "Accounts", "NormalizedUserName", unique: true);
    }

    private void CreateWhatAnAccountHas(MigrationBuilder m)
    {
        m.CreateTable("AccountClaims", t => new
        {
            Id = Numbered(t.Column<int>()),
            UserId = t.Column<Guid>(),
            ClaimType = t.Column<string>(nullable: true),
            ClaimValue = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AccountClaims", x => x.Id);
            t.ForeignKey("FK_AccountClaims_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_AccountClaims_UserId", "AccountClaims", "UserId");

        m.CreateTable("AccountLogins", t => new
        {
            LoginProvider = t.Column<string>(maxLength: 128),
            ProviderKey = t.Column<string>(maxLength: 128),
            ProviderDisplayName = t.Column<string>(nullable: true),
            UserId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AccountLogins", x => new { x.LoginProvider, x.ProviderKey });
            t.ForeignKey("FK_AccountLogins_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_AccountLogins_UserId", "AccountLogins", "UserId");

        m.CreateTable("AccountPasskeys", t => new
        {
            CredentialId = t.Column<byte[]>(maxLength: 1024),
            UserId = t.Column<Guid>(),
            Data = t.Column<string>(type: Json),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AccountPasskeys", x => x.CredentialId);
            t.ForeignKey("FK_AccountPasskeys_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_AccountPasskeys_UserId", "AccountPasskeys", "UserId");

        m.CreateTable("AccountTokens", t => new
        {
            UserId = t.Column<Guid>(),
            LoginProvider = t.Column<string>(maxLength: 128),
            Name = t.Column<string>(maxLength: 128),
            Value = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AccountTokens", x => new { x.UserId, x.LoginProvider, x.Name });
            t.ForeignKey("FK_AccountTokens_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
        });
    }

    private static void CreateRoles(MigrationBuilder m)
    {
        m.CreateTable("Roles", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 256, nullable: true),
            NormalizedName = t.Column<string>(maxLength: 256, nullable: true),
            ConcurrencyStamp = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Roles", x => x.Id));
        m.CreateIndex("RoleNameIndex", "Roles", "NormalizedName", unique: true);

        m.CreateTable("AccountRoles", t => new
        {
            UserId = t.Column<Guid>(),
            RoleId = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_AccountRoles", x => new { x.UserId, x.RoleId });
            t.ForeignKey("FK_AccountRoles_Accounts_UserId", x => x.UserId, "Accounts", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_AccountRoles_Roles_RoleId", x => x.RoleId, "Roles", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_AccountRoles_RoleId", "AccountRoles", "RoleId");

        m.CreateTable("RoleClaims", t => new
        {
            Id = Numbered(t.Column<int>()),
            RoleId = t.Column<Guid>(),
            ClaimType = t.Column<string>(nullable: true),
            ClaimValue = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_RoleClaims", x => x.Id);
            t.ForeignKey("FK_RoleClaims_Roles_RoleId", x => x.RoleId, "Roles", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_RoleClaims_RoleId", "RoleClaims", "RoleId");
    }
}

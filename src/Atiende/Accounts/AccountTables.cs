using Atiende.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Accounts;

/// <summary>Identity's tables under our names, and ours beside them.</summary>
internal sealed class AccountTables :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<SignInEvent>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>,
    IEntityTypeConfiguration<IdentityUserPasskey<Guid>>,
    IEntityTypeConfiguration<IdentityUserRole<Guid>>,
    IEntityTypeConfiguration<IdentityRole<Guid>>,
    IEntityTypeConfiguration<IdentityRoleClaim<Guid>>
{
    private const int OrganizationIdLength = 40;
    private const int NameLength = 120;
    private const int MemberLength = 80;
    private const int ExtensionLength = 20;
    private const int AddressLength = 45;

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(x => x.PersonName).HasMaxLength(NameLength);
        builder.Property(x => x.DefaultOrganizationId).HasMaxLength(OrganizationIdLength);
    }

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("Memberships");
        builder.HasKey(x => new { x.OrganizationId, x.Member });
        builder.Property(x => x.Member).HasMaxLength(MemberLength);
        builder.Property(x => x.Roles).HasJson();
        builder.Property(x => x.UnitId).HasMaxLength(MemberLength);
        builder.Property(x => x.Extension).HasMaxLength(ExtensionLength);
        builder.HasIndex(x => x.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
    }

    public void Configure(EntityTypeBuilder<SignInEvent> builder)
    {
        builder.ToTable("SignInEvents");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.DutyIn).HasMaxLength(OrganizationIdLength);
        builder.Property(x => x.Address).HasMaxLength(AddressLength);
        builder.HasIndex(x => new { x.AccountId, x.At });
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("AccountClaims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("AccountLogins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("AccountTokens");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder) => builder.ToTable("AccountPasskeys");

    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder) => builder.ToTable("AccountRoles");

    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) => builder.ToTable("Roles");

    public void Configure(EntityTypeBuilder<IdentityRoleClaim<Guid>> builder) => builder.ToTable("RoleClaims");
}

using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Portal;

internal sealed class PortalTables :
    IEntityTypeConfiguration<PortalPerson>,
    IEntityTypeConfiguration<PendingRegistration>,
    IEntityTypeConfiguration<PortalRecovery>,
    IEntityTypeConfiguration<PortalTry>,
    IEntityTypeConfiguration<PortalOpinionRow>
{
    public const int CommentLength = 2000;
    private const int MailLength = 320;
    private const int PasswordLength = 200;
    private const int HashLength = 64;
    private const int VersionLength = 80;

    public void Configure(EntityTypeBuilder<PortalPerson> table)
    {
        table.ToTable("PortalPeople");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Mail).HasMaxLength(MailLength);
        table.Property(x => x.PasswordHash).HasMaxLength(PasswordLength);
        table.Property(x => x.Stamp).HasMaxLength(HashLength);
        table.Property(x => x.Given).HasJson();
        table.Property(x => x.TermsVersion).HasMaxLength(VersionLength);
        table.Property(x => x.FactorSecret).HasMaxLength(400);
        table.Property(x => x.FactorPending).HasMaxLength(400);
        table.Property(x => x.FactorCodes).HasMaxLength(700);
        table.HasIndex(x => new { x.OrganizationId, x.Mail }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PendingRegistration> table)
    {
        table.ToTable("PortalRegistrations");
        table.HasKey(x => new { x.OrganizationId, x.TokenHash });
        table.Property(x => x.TokenHash).HasMaxLength(HashLength);
        table.Property(x => x.Mail).HasMaxLength(MailLength);
        table.Property(x => x.PasswordHash).HasMaxLength(PasswordLength);
        table.Property(x => x.Given).HasJson();
        table.Property(x => x.TermsVersion).HasMaxLength(VersionLength);
        table.HasIndex(x => new { x.OrganizationId, x.Mail });
        table.HasIndex(x => new { x.OrganizationId, x.ExpiresAt });
    }

    public void Configure(EntityTypeBuilder<PortalRecovery> table)
    {
        table.ToTable("PortalRecoveries");
        table.HasKey(x => new { x.OrganizationId, x.TokenHash });
        table.Property(x => x.TokenHash).HasMaxLength(HashLength);
        table.HasIndex(x => new { x.OrganizationId, x.ExpiresAt });
    }

    public void Configure(EntityTypeBuilder<PortalTry> table)
    {
        table.ToTable("PortalTries");
        table.HasKey(x => new { x.OrganizationId, x.Key });
        table.Property(x => x.Key).HasMaxLength(HashLength);
        table.HasIndex(x => new { x.OrganizationId, x.Until });
    }

    public void Configure(EntityTypeBuilder<PortalOpinionRow> table)
    {
        table.ToTable("PortalOpinions");
        table.HasKey(x => new { x.OrganizationId, x.CaseId });
        table.Property(x => x.Answer).HasMaxLength(MailLength);
        table.Property(x => x.Comment).HasMaxLength(CommentLength);
    }
}

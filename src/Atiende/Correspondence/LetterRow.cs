using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Correspondence;

/// <summary>A letter of a case; appended, never changed.</summary>
internal sealed class LetterRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required LetterKind Kind { get; init; }
    public required LetterChannel Channel { get; init; }
    public required string By { get; init; }

    /// <summary>The member who wrote it; null for what came from outside.</summary>
    public string? Member { get; init; }

    public required string Text { get; init; }
    public Guid? MailId { get; init; }
    public Guid? IncomingId { get; init; }

    /// <summary>The idempotency key.</summary>
    public required string Key { get; init; }
}

/// <summary>What a member types about a case and has not sent.</summary>
internal sealed class LetterDraftRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required string Member { get; init; }
    public required LetterKind Kind { get; set; }
    public required string Text { get; set; }
    public required DateTimeOffset At { get; set; }
}

internal sealed class LetterTables : IEntityTypeConfiguration<LetterRow>, IEntityTypeConfiguration<LetterDraftRow>
{
    public const int TextLength = 20_000;
    public const int ByLength = 200;
    public const int KeyLength = 200;
    public const int MemberLength = 120;

    public void Configure(EntityTypeBuilder<LetterRow> table)
    {
        table.ToTable("CaseLetters");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.By).HasMaxLength(ByLength);
        table.Property(x => x.Member).HasMaxLength(MemberLength);
        table.Property(x => x.Text).HasMaxLength(TextLength);
        table.Property(x => x.Key).HasMaxLength(KeyLength);
        table.HasIndex(x => new { x.OrganizationId, x.Key }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.CaseId, x.At });
    }

    public void Configure(EntityTypeBuilder<LetterDraftRow> table)
    {
        table.ToTable("CaseLetterDrafts");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Member });
        table.Property(x => x.Member).HasMaxLength(MemberLength);
        table.Property(x => x.Text).HasMaxLength(TextLength);
    }
}

using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Opinions;

/// <summary>A question for an opinion, and the answer.</summary>
internal sealed class OpinionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }

    /// <summary>The hash of the links' token; the token itself is only in the mail.</summary>
    public required string TokenHash { get; init; }

    /// <summary>When the case was closed that was asked about.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public int? Mark { get; set; }
    public string Comment { get; set; } = "";
    public DateTimeOffset? GivenAt { get; set; }
}

internal sealed class OpinionTable : IEntityTypeConfiguration<OpinionRow>
{
    public void Configure(EntityTypeBuilder<OpinionRow> table)
    {
        table.ToTable("CaseOpinions");
        table.HasKey(x => new { x.OrganizationId, x.CaseId });
        table.Property(x => x.TokenHash).HasMaxLength(64);
        table.Property(x => x.Comment).HasMaxLength(IOpinions.CommentMost);
        table.HasIndex(x => new { x.OrganizationId, x.TokenHash }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.ClosedAt });
    }
}

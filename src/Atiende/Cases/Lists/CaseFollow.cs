using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases.Lists;

/// <summary>A member follows a case.</summary>
internal sealed class CaseFollow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required string Member { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>The number of the last event that the member has seen.</summary>
    public required int Seen { get; set; }
}

internal sealed class CaseFollowTable : IEntityTypeConfiguration<CaseFollow>
{
    public void Configure(EntityTypeBuilder<CaseFollow> table)
    {
        table.ToTable("CaseFollows");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Member });
        table.Property(x => x.Member).HasMaxLength(60);
        table.HasIndex(x => new { x.OrganizationId, x.Member });
    }
}

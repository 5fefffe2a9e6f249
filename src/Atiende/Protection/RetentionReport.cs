using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Protection;

/// <summary>What a run of the retention did: how many of what, by which period.</summary>
internal sealed class RetentionReport : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }

    /// <summary>The night it belongs to, <c>2026-11-22</c>, so that of several nodes one does it; null for one that somebody started.</summary>
    public string? Night { get; init; }
    public required DateTimeOffset BeganAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public required string By { get; init; }
    public ImmutableArray<RetentionLine> Lines { get; set; } = [];
}

/// <summary>One period and how many it concerned.</summary>
internal sealed record RetentionLine(string Kind, string? Of, ImmutableArray<string> States, int Days, string Why, int Count);

internal sealed class RetentionReportTable : IEntityTypeConfiguration<RetentionReport>
{
    public void Configure(EntityTypeBuilder<RetentionReport> table)
    {
        table.ToTable("RetentionReports");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Night).HasMaxLength(10);
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Lines).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.Night }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.BeganAt });
    }
}

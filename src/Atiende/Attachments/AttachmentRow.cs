using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Attachments;

/// <summary>A file that is kept; its bytes are in the folder, by their hash.</summary>
internal sealed class AttachmentRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid? CaseId { get; set; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required string Hash { get; init; }
    public required int? Width { get; init; }
    public required int? Height { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Origin { get; init; }
    public required string By { get; init; }
    public required bool IsPublic { get; set; }

    /// <summary>Since when it waits for the virus scanner, which did not answer when it came; null for what was looked into.</summary>
    public DateTimeOffset? UnscannedSince { get; set; }

    /// <summary>When the staff took it off its case; then nobody sees it, and a month later it is gone.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
    public string? RemovedBy { get; set; }
    public string? RemovedWhy { get; set; }
}

internal sealed class AttachmentTable : IEntityTypeConfiguration<AttachmentRow>
{
    public void Configure(EntityTypeBuilder<AttachmentRow> table)
    {
        table.ToTable("Attachments");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Name).HasMaxLength(FileNames.Longest);
        table.Property(x => x.MediaType).HasMaxLength(60);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Origin).HasMaxLength(100);
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.RemovedBy).HasMaxLength(100);
        table.Property(x => x.RemovedWhy).HasMaxLength(500);
        table.HasIndex(x => new { x.OrganizationId, x.CaseId, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.Hash });
        table.HasIndex(x => new { x.OrganizationId, x.UnscannedSince });
    }
}

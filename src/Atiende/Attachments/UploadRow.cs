using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Attachments;

/// <summary>A file on its way; what is here of it lies in the folder of uploads, under its id.</summary>
internal sealed class UploadRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required long Size { get; init; }
    public required Guid? CaseId { get; init; }
    public required string Origin { get; init; }
    public required bool IsPublic { get; init; }
    public required DateTimeOffset At { get; init; }
    public Guid? AttachmentId { get; set; }
}

internal sealed class UploadTable : IEntityTypeConfiguration<UploadRow>
{
    public void Configure(EntityTypeBuilder<UploadRow> table)
    {
        table.ToTable("Uploads");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Name).HasMaxLength(FileNames.Longest);
        table.Property(x => x.Origin).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.Origin, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.At });
    }
}

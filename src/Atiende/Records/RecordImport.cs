using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Records;

/// <summary>A file that was brought, and what became of it.</summary>
internal sealed class RecordImport : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string System { get; init; }
    public required string Record { get; init; }
    public required string FileName { get; init; }
    public required bool AddOnly { get; init; }
    public required ImportState State { get; set; }
    public required ImportReport Report { get; set; }

    /// <summary>The file, as long as it may still be needed.</summary>
    public required string? Text { get; set; }

    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public bool Failed { get; set; }

    public ImportFile File => new(System, Record, FileName, Text ?? "", AddOnly);

    public ImportView View => new(Id, System, Record, FileName, AddOnly, State, Report, By, At, EndedBy, EndedAt, Failed);
}

internal sealed class RecordImportTable : IEntityTypeConfiguration<RecordImport>
{
    public void Configure(EntityTypeBuilder<RecordImport> table)
    {
        table.ToTable("RecordImports");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.System).HasMaxLength(60);
        table.Property(x => x.Record).HasMaxLength(60);
        table.Property(x => x.FileName).HasMaxLength(200);
        table.Property(x => x.Report).HasJson();
        table.Property(x => x.By).HasMaxLength(120);
        table.Property(x => x.EndedBy).HasMaxLength(120);
        table.Ignore(x => x.File);
        table.Ignore(x => x.View);
        table.HasIndex(x => new { x.OrganizationId, x.State });
    }
}

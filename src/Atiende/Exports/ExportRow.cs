using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Exports;

/// <summary>An export that was asked for; its file is in the data folder.</summary>
internal sealed class ExportRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Member { get; init; }
    public required ExportAsk Ask { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ExportState State { get; set; }

    /// <summary>When it last got on; one that is being made and has not got on for long was left by a process that stopped.</summary>
    public required DateTimeOffset BeatAt { get; set; }
    public long Rows { get; set; }
    public long? Total { get; set; }
    public long Bytes { get; set; }
    public string Name { get; set; } = "";
    public required DateTimeOffset GoneAt { get; init; }
}

internal sealed class ExportRowTable : IEntityTypeConfiguration<ExportRow>
{
    public void Configure(EntityTypeBuilder<ExportRow> table)
    {
        table.ToTable("Exports");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Member).HasMaxLength(100);
        table.Property(x => x.Ask).HasJson();
        table.Property(x => x.Name).HasMaxLength(200);
        table.HasIndex(x => new { x.OrganizationId, x.Member, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.State, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.GoneAt });
    }
}

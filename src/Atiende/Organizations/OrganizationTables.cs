using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Organizations;

/// <summary>An organisation served here.</summary>
internal sealed class OrganizationRow : IBelongsToOrganization
{
    public required string OrganizationId { get; init; }

    /// <summary>Counts the changes of its pack; who keeps a pack in memory compares it.</summary>
    public required int Revision { get; set; }

    public required DateTimeOffset LoadedAt { get; set; }
}

/// <summary>A file of an organisation's pack. The database is the truth: its text may differ from what was loaded.</summary>
internal sealed class PackFile : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Path { get; init; }
    public required string Text { get; set; }

    /// <summary>Hash of the text as last loaded from a folder; null for a file that was made on screen.</summary>
    public required string? LoadedHash { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
}

/// <summary>A text of a controlled document, kept for ever.</summary>
internal sealed class ProcedureVersionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Code { get; init; }
    public required string Id { get; init; }
    public required string Version { get; init; }
    public required string Hash { get; init; }

    /// <summary>Its files and those of the forms it asks: path to text.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }
}

internal sealed class OrganizationTables :
    IEntityTypeConfiguration<OrganizationRow>,
    IEntityTypeConfiguration<PackFile>,
    IEntityTypeConfiguration<ProcedureVersionRow>
{
    public const int PathLength = 260;
    public const int CodeLength = 80;

    public void Configure(EntityTypeBuilder<OrganizationRow> table)
    {
        table.ToTable("Organizations");
        table.HasKey(x => x.OrganizationId);
        table.Property(x => x.Revision).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PackFile> table)
    {
        table.ToTable("PackFiles");
        table.HasKey(x => new { x.OrganizationId, x.Path });
        table.Property(x => x.Path).HasMaxLength(PathLength);
        table.Property(x => x.LoadedHash).HasMaxLength(64);
        table.Property(x => x.ChangedBy).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<ProcedureVersionRow> table)
    {
        table.ToTable("ProcedureVersions");
        table.HasKey(x => new { x.OrganizationId, x.Code, x.Id });
        table.Property(x => x.Code).HasMaxLength(CodeLength);
        table.Property(x => x.Id).HasMaxLength(60);
        table.Property(x => x.Version).HasMaxLength(40);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Files).HasJson();
    }
}

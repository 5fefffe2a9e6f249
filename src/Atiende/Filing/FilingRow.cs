using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Filing;

/// <summary>A request that was filed: whose it is, and what its procedure begins with.</summary>
internal sealed class FilingRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required string Folio { get; init; }
    public required string Type { get; init; }
    public required string Channel { get; init; }
    public required string Origin { get; init; }

    /// <summary>The idempotency key, with its origin; the case's id where none was given.</summary>
    public required string Key { get; init; }

    /// <summary>What was asked under the key, hashed: the same key with another request is a mistake.</summary>
    public required string Hash { get; init; }

    public required Guid RunId { get; init; }
    public required Guid? ContactId { get; init; }
    public required ImmutableSortedDictionary<string, Datum> Facts { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether its procedure has yet to begin.</summary>
    public required bool Waits { get; set; }
}

internal sealed class FilingTable : IEntityTypeConfiguration<FilingRow>
{
    public const int KeyLength = 320;
    public const int OriginLength = 100;

    public void Configure(EntityTypeBuilder<FilingRow> table)
    {
        table.ToTable("Filings");
        table.HasKey(x => new { x.OrganizationId, x.CaseId });
        table.Property(x => x.Folio).HasMaxLength(60);
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Channel).HasMaxLength(40);
        table.Property(x => x.Origin).HasMaxLength(OriginLength);
        table.Property(x => x.Key).HasMaxLength(KeyLength);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Facts).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.Key }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.Folio });
        table.HasIndex(x => new { x.OrganizationId, x.Origin, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.Waits, x.At });
    }
}

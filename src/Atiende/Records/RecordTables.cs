using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Records;

/// <summary>A record of the built-in store.</summary>
internal sealed class RecordRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";

    /// <summary>Made by <see cref="RecordIds"/>: a later record has a greater id.</summary>
    public required Guid Id { get; init; }

    public required string System { get; init; }
    public required string Type { get; init; }
    public required string? State { get; set; }
    public required Datum Facts { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }

    /// <summary>Where it came from: "pack", "import:ID", "update".</summary>
    public required string Origin { get; init; }

    /// <summary>Hash of the facts as the pack or import brought them; null for what was created here.</summary>
    public required string? OriginHash { get; set; }

    /// <summary>Counts its changes, so that of two at once one is told.</summary>
    public required int Revision { get; set; }
}

/// <summary>A value by which a record is found exactly.</summary>
internal sealed class RecordKey : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Value { get; init; }
    public required string Scope { get; init; }
    public required string Field { get; init; }
    public required Guid RecordId { get; init; }
}

/// <summary>A word of a record's name.</summary>
internal sealed class RecordWord : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Word { get; init; }
    public required string Scope { get; init; }
    public required Guid RecordId { get; init; }
}

/// <summary>A change of a record, kept for ever.</summary>
internal sealed class RecordChange : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>Idempotency key: a change of the same key is made once.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The facts before; without parts where the record was created.</summary>
    public required Datum Before { get; init; }

    public required Datum After { get; init; }
}

internal sealed class RecordTables :
    IEntityTypeConfiguration<RecordRow>,
    IEntityTypeConfiguration<RecordKey>,
    IEntityTypeConfiguration<RecordWord>,
    IEntityTypeConfiguration<RecordChange>
{
    private const int IdLength = 60;
    private const int ScopeLength = 121;
    private const int NameLength = 120;

    public void Configure(EntityTypeBuilder<RecordRow> table)
    {
        table.ToTable("Records");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.System).HasMaxLength(IdLength);
        table.Property(x => x.Type).HasMaxLength(IdLength);
        table.Property(x => x.State).HasMaxLength(IdLength);
        table.Property(x => x.Facts).HasJson();
        table.Property(x => x.ChangedBy).HasMaxLength(NameLength);
        table.Property(x => x.Origin).HasMaxLength(IdLength);
        table.Property(x => x.OriginHash).HasMaxLength(64);
        table.Property(x => x.Revision).IsConcurrencyToken();
        table.HasIndex(x => new { x.OrganizationId, x.System, x.Type, x.Id });
        table.HasIndex(x => new { x.OrganizationId, x.System, x.Type, x.State, x.Id });
        table.HasIndex(x => new { x.OrganizationId, x.Origin });
    }

    public void Configure(EntityTypeBuilder<RecordKey> table)
    {
        table.ToTable("RecordKeys");
        table.HasKey(x => new { x.OrganizationId, x.Value, x.Scope, x.Field, x.RecordId });
        table.Property(x => x.Value).HasMaxLength(RecordValues.KeyLength).HasOrdinalOrder();
        table.Property(x => x.Scope).HasMaxLength(ScopeLength);
        table.Property(x => x.Field).HasMaxLength(IdLength);
        table.HasIndex(x => new { x.OrganizationId, x.RecordId });
    }

    public void Configure(EntityTypeBuilder<RecordWord> table)
    {
        table.ToTable("RecordWords");
        table.HasKey(x => new { x.OrganizationId, x.Word, x.Scope, x.RecordId });
        table.Property(x => x.Word).HasMaxLength(RecordValues.WordLength).HasOrdinalOrder();
        table.Property(x => x.Scope).HasMaxLength(ScopeLength);
        table.HasIndex(x => new { x.OrganizationId, x.RecordId, x.Word });
    }

    public void Configure(EntityTypeBuilder<RecordChange> table)
    {
        table.ToTable("RecordChanges");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Key).HasMaxLength(NameLength);
        table.Property(x => x.By).HasMaxLength(NameLength);
        table.Property(x => x.Before).HasJson();
        table.Property(x => x.After).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.Key }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.RecordId, x.Id });
    }
}

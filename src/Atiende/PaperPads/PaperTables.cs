using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.PaperPads;

/// <summary>The last folio that was taken for a pad.</summary>
internal sealed class PadFolio : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required long Last { get; set; }
}

/// <summary>A time that a pad, or some of its folios, was printed: all but the first are reprints, and say why.</summary>
internal sealed class PadPrinting : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The folios that were printed; null for those that were written down before it was told.</summary>
    public long? First { get; init; }

    public long? Last { get; init; }

    /// <summary>Why it was printed again; null the first time.</summary>
    public string? Reason { get; init; }
}

/// <summary>The address where an establishment sends its photographs: found by the hash of its secret, shown again from what is sealed.</summary>
internal sealed class PaperDoor : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Site { get; init; }
    public required string Hash { get; set; }
    public required string Sealed { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string By { get; set; }
}

/// <summary>A photograph of a sheet, from its arrival to its end.</summary>
internal sealed class PaperPhoto : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }

    /// <summary>Whose address it came by.</summary>
    public required string Door { get; init; }

    /// <summary>The establishment it counts for: the sheet's, once that was read.</summary>
    public required string Site { get; set; }

    public long? Folio { get; set; }
    public required PhotoState State { get; set; }
    public required Guid AttachmentId { get; init; }
    public required string Hash { get; init; }
    public required string? Sender { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>What was read besides the folio, by field: suggestions, never more.</summary>
    public required ImmutableSortedDictionary<string, string> Suggested { get; set; }

    /// <summary>Its place in the queue: when it came, or when it was put off.</summary>
    public required DateTimeOffset Queued { get; set; }

    /// <summary>Who has it on the screen, and until when it is kept for them.</summary>
    public string? LeasedBy { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }
    public Guid? CaseId { get; set; }
    public string? CaseFolio { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string? DoneBy { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Where a photograph stands.</summary>
internal enum PhotoState
{
    /// <summary>It came; its code was not looked for yet.</summary>
    Unread,

    /// <summary>It waits to be entered.</summary>
    Waiting,

    /// <summary>It is a case.</summary>
    Entered,

    /// <summary>It shows a sheet that came before.</summary>
    Repeated,

    /// <summary>It cannot be read; the sheet must be photographed again.</summary>
    Illegible,

    /// <summary>Its sheet counts for nothing.</summary>
    Void,
}

internal sealed class PaperTables :
    IEntityTypeConfiguration<PadFolio>, IEntityTypeConfiguration<PadPrinting>, IEntityTypeConfiguration<PaperDoor>, IEntityTypeConfiguration<PaperPhoto>
{
    public const int ReasonLength = 500;
    private const int SiteLength = 60;
    private const int WhoLength = 120;

    public void Configure(EntityTypeBuilder<PadFolio> table)
    {
        table.ToTable("PadFolios");
        table.HasKey(x => x.OrganizationId);
    }

    public void Configure(EntityTypeBuilder<PadPrinting> table)
    {
        table.ToTable("PadPrintings");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Number).HasMaxLength(SiteLength);
        table.Property(x => x.By).HasMaxLength(WhoLength);
        table.Property(x => x.Reason).HasMaxLength(ReasonLength);
        table.HasIndex(x => new { x.OrganizationId, x.Number });
    }

    public void Configure(EntityTypeBuilder<PaperDoor> table)
    {
        table.ToTable("PaperDoors");
        table.HasKey(x => new { x.OrganizationId, x.Site });
        table.Property(x => x.Site).HasMaxLength(SiteLength);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Sealed).HasMaxLength(500);
        table.Property(x => x.By).HasMaxLength(WhoLength);
        table.HasIndex(x => new { x.OrganizationId, x.Hash }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PaperPhoto> table)
    {
        table.ToTable("PaperPhotos");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Door).HasMaxLength(SiteLength);
        table.Property(x => x.Site).HasMaxLength(SiteLength);
        table.Property(x => x.State).HasConversion<string>().HasMaxLength(40);
        table.Property(x => x.Hash).HasMaxLength(64);
        table.Property(x => x.Sender).HasMaxLength(WhoLength);
        table.Property(x => x.Suggested).HasJson();
        table.Property(x => x.LeasedBy).HasMaxLength(WhoLength);
        table.Property(x => x.CaseFolio).HasMaxLength(60);
        table.Property(x => x.DoneBy).HasMaxLength(WhoLength);
        table.Property(x => x.Reason).HasMaxLength(ReasonLength);
        table.HasIndex(x => new { x.OrganizationId, x.State, x.Queued });
        table.HasIndex(x => new { x.OrganizationId, x.Site, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.Door, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.Folio });
        table.HasIndex(x => new { x.OrganizationId, x.AttachmentId });
        table.HasIndex(x => new { x.OrganizationId, x.DoneBy, x.DoneAt });
    }
}

using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Protection;

/// <summary>A request that what is held of a person be deleted. Once it was carried out it says how much it was, and no longer of whom.</summary>
internal sealed class DeletionRequest : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public Guid? ContactId { get; set; }
    public Guid? PortalPersonId { get; set; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Through { get; init; }
    public required string By { get; set; }
    public string? Mail { get; set; }
    public string? Why { get; set; }
    public Guid? TaskId { get; set; }
    public required DeletionState State { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }

    /// <summary>Why it was refused; the person was told so.</summary>
    public string? Reason { get; set; }

    /// <summary>What was dropped: kind to number.</summary>
    public ImmutableSortedDictionary<string, int> Dropped { get; set; } = ImmutableSortedDictionary<string, int>.Empty;
}

/// <summary>Where a request for deletion stands.</summary>
internal enum DeletionState
{
    Asked,
    Done,
    Refused,
}

internal sealed class DeletionTable : IEntityTypeConfiguration<DeletionRequest>
{
    public const int WhyLength = 2000;

    public void Configure(EntityTypeBuilder<DeletionRequest> table)
    {
        table.ToTable("DeletionRequests");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Through).HasMaxLength(100);
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Mail).HasMaxLength(320);
        table.Property(x => x.Why).HasMaxLength(WhyLength);
        table.Property(x => x.DecidedBy).HasMaxLength(100);
        table.Property(x => x.Reason).HasMaxLength(WhyLength);
        table.Property(x => x.Dropped).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.State, x.AskedAt });
    }
}

using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Reopening;

/// <summary>A case that was opened again.</summary>
internal sealed class ReopeningRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid RunId { get; init; }
    public required Guid CaseId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required bool ByPerson { get; init; }
    public required string Why { get; init; }

    /// <summary>When it had been closed: its figures of that time stay what they were.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Whether its procedure has yet to begin again.</summary>
    public required bool Waits { get; set; }
}

internal sealed class ReopeningTable : IEntityTypeConfiguration<ReopeningRow>
{
    public const int WhyLength = 20_000;
    public const int ByLength = 200;

    public void Configure(EntityTypeBuilder<ReopeningRow> table)
    {
        table.ToTable("CaseReopenings");
        table.HasKey(x => new { x.OrganizationId, x.RunId });
        table.Property(x => x.By).HasMaxLength(ByLength);
        table.Property(x => x.Why).HasMaxLength(WhyLength);
        table.HasIndex(x => new { x.OrganizationId, x.CaseId, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.Waits, x.At });
    }
}

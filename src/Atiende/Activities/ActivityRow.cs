using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Activities;

/// <summary>An activity; one that was taken away stays until it is given back or forgotten.</summary>
internal sealed class ActivityRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Title { get; set; }
    public required ActivityKind Kind { get; set; }
    public required DateTimeOffset StartsAt { get; set; }
    public required bool AllDay { get; set; }
    public DateTimeOffset? EndsAt { get; set; }
    public string? Region { get; set; }
    public string? Establishments { get; set; }
    public string? Party { get; set; }
    public string? Responsible { get; set; }
    public required ActivityState State { get; set; }
    public string? Notes { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
    public DateTimeOffset? TakenAwayAt { get; set; }
}

internal sealed class ActivityTable : IEntityTypeConfiguration<ActivityRow>
{
    public const int TitleLength = 200;
    public const int TextLength = 4000;

    public void Configure(EntityTypeBuilder<ActivityRow> table)
    {
        table.ToTable("Activities");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Title).HasMaxLength(TitleLength);
        table.Property(x => x.Region).HasMaxLength(TitleLength);
        table.Property(x => x.Establishments).HasMaxLength(TextLength);
        table.Property(x => x.Party).HasMaxLength(TitleLength);
        table.Property(x => x.Responsible).HasMaxLength(100);
        table.Property(x => x.Notes).HasMaxLength(TextLength);
        table.Property(x => x.ChangedBy).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.StartsAt });
    }
}

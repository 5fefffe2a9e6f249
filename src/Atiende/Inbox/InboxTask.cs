using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Inbox;

/// <summary>Work that waits for someone.</summary>
internal sealed class InboxTask : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required TaskKind Kind { get; init; }
    public required string Title { get; init; }
    public string? About { get; init; }
    public required string Role { get; init; }
    public string? Unit { get; init; }
    public string? Matter { get; init; }
    public string? OnlyMember { get; init; }
    public string? NotMember { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DueAt { get; set; }
    public string? DueWhy { get; set; }
    public required ImmutableSortedDictionary<string, Datum> Data { get; set; }
    public Guid? RunId { get; set; }
    public Guid? InteractionId { get; init; }
    public Guid? ContactId { get; init; }
    public required string By { get; init; }
    public string? TakenBy { get; set; }
    public DateTimeOffset? TakenAt { get; set; }
    public bool IsOpen { get; set; } = true;
    public string? FinishedBy { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string? Outcome { get; set; }
    public string? WithdrawnBy { get; set; }
}

internal sealed class InboxTable : IEntityTypeConfiguration<InboxTask>
{
    public const int TitleLength = 300;
    public const int TextLength = 4000;

    public void Configure(EntityTypeBuilder<InboxTask> table)
    {
        table.ToTable("InboxTasks");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Key).HasMaxLength(200);
        table.Property(x => x.Title).HasMaxLength(TitleLength);
        table.Property(x => x.About).HasMaxLength(TextLength);
        table.Property(x => x.Role).HasMaxLength(60);
        table.Property(x => x.Unit).HasMaxLength(60);
        table.Property(x => x.Matter).HasMaxLength(60);
        table.Property(x => x.WithdrawnBy).HasMaxLength(100);
        table.Property(x => x.OnlyMember).HasMaxLength(100);
        table.Property(x => x.NotMember).HasMaxLength(100);
        table.Property(x => x.DueWhy).HasMaxLength(1000);
        table.Property(x => x.Data).HasJson();
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.TakenBy).HasMaxLength(100);
        table.Property(x => x.FinishedBy).HasMaxLength(100);
        table.Property(x => x.Outcome).HasMaxLength(TextLength);
        table.HasIndex(x => new { x.OrganizationId, x.Key }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.IsOpen, x.Role });
        table.HasIndex(x => new { x.OrganizationId, x.IsOpen, x.TakenBy });
        table.HasIndex(x => new { x.OrganizationId, x.RunId });
    }
}

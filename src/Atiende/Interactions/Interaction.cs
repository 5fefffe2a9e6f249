using Atiende.Packs.Model;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Interactions;

/// <summary>One contact over one channel.</summary>
internal sealed class Interaction : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Folio { get; init; }
    public required ChannelKind Channel { get; init; }
    public string? ChannelCalled { get; init; }
    public string? Line { get; init; }
    public required bool Outgoing { get; init; }
    public required InteractionState State { get; set; }
    public bool Parked { get; set; }
    public Guid? ContactId { get; set; }
    public required string Member { get; set; }
    public string? Unit { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? Disposition { get; set; }
    public bool IsOpen { get; set; } = true;
}

/// <summary>Something that happened in it; appended, never changed.</summary>
internal sealed class InteractionEvent : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid InteractionId { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required InteractionEventKind Kind { get; init; }
    public required string Text { get; init; }
    public required string By { get; init; }
}

internal sealed class InteractionTables : IEntityTypeConfiguration<Interaction>, IEntityTypeConfiguration<InteractionEvent>
{
    public const int TextLength = 4000;
    public const int DispositionLength = 200;

    public void Configure(EntityTypeBuilder<Interaction> table)
    {
        table.ToTable("Interactions");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Folio).HasMaxLength(40);
        table.Property(x => x.ChannelCalled).HasMaxLength(100);
        table.Property(x => x.Line).HasMaxLength(60);
        table.Property(x => x.Member).HasMaxLength(100);
        table.Property(x => x.Unit).HasMaxLength(60);
        table.Property(x => x.Disposition).HasMaxLength(DispositionLength);
        table.HasIndex(x => new { x.OrganizationId, x.Folio }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.IsOpen, x.Member });
        table.HasIndex(x => new { x.OrganizationId, x.ContactId, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.At });
    }

    public void Configure(EntityTypeBuilder<InteractionEvent> table)
    {
        table.ToTable("InteractionEvents");
        table.HasKey(x => new { x.OrganizationId, x.InteractionId, x.Number });
        table.Property(x => x.Text).HasMaxLength(TextLength);
        table.Property(x => x.By).HasMaxLength(100);
    }
}

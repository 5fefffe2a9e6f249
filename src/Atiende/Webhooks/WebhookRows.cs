using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Webhooks;

/// <summary>A subscription; its secret is kept so that only this installation reads it.</summary>
internal sealed class WebhookRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Url { get; init; }
    public required ImmutableArray<string> Events { get; init; }

    /// <summary>Protected with the data folder's keys: it signs each message, so a hash would not do.</summary>
    public required string Secret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public DateTimeOffset? DisabledAt { get; set; }
}

/// <summary>A message, stored with the change it tells of.</summary>
internal sealed class DeliveryRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid WebhookId { get; init; }
    public required string Event { get; init; }
    public required Guid CaseId { get; init; }
    public required string Folio { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>As it is sent and signed, to the letter.</summary>
    public required string Body { get; init; }
    public required DeliveryState State { get; set; }

    /// <summary>Tries since it was stored or sent again.</summary>
    public int Tries { get; set; }

    /// <summary>When it is tried next; while it is being tried, when the try counts as lost.</summary>
    public required DateTimeOffset NextTryAt { get; set; }
    public string? Problem { get; set; }
}

internal sealed class WebhookTables : IEntityTypeConfiguration<WebhookRow>, IEntityTypeConfiguration<DeliveryRow>
{
    public const int ProblemLength = 500;

    public void Configure(EntityTypeBuilder<WebhookRow> table)
    {
        table.ToTable("Webhooks");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Name).HasMaxLength(100);
        table.Property(x => x.Url).HasMaxLength(1000);
        table.Property(x => x.Events).HasJson();
        table.Property(x => x.Secret).HasMaxLength(1000);
        table.Property(x => x.CreatedBy).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<DeliveryRow> table)
    {
        table.ToTable("WebhookDeliveries");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Event).HasMaxLength(40);
        table.Property(x => x.Folio).HasMaxLength(60);
        table.Property(x => x.Problem).HasMaxLength(ProblemLength);
        table.HasIndex(x => new { x.OrganizationId, x.State, x.NextTryAt });
        table.HasIndex(x => new { x.OrganizationId, x.WebhookId, x.State });
    }
}

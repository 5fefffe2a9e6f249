using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases.Orders;

/// <summary>A piece of work of an order: whose it is, who is responsible, by when. Its state stands in the order.</summary>
internal sealed class OrderWork : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }

    /// <summary>The sub-order; empty for the order itself.</summary>
    public required string Name { get; init; }
    public string? To { get; set; }

    /// <summary>The order's zone.</summary>
    public string? Zone { get; set; }
    public string? Responsible { get; set; }
    public string? ResponsibleName { get; set; }

    /// <summary>Since when it can be done; null while it waits for the one before.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public string? DueWhy { get; set; }
    public bool IsDone { get; set; }
}

internal sealed class OrderWorkTable : IEntityTypeConfiguration<OrderWork>
{
    public const int ZoneLength = 100;

    public void Configure(EntityTypeBuilder<OrderWork> table)
    {
        table.ToTable("OrderWork");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Name });
        table.Property(x => x.Name).HasMaxLength(200);
        table.Property(x => x.To).HasMaxLength(60);
        table.Property(x => x.Zone).HasMaxLength(ZoneLength);
        table.Property(x => x.Responsible).HasMaxLength(100);
        table.Property(x => x.ResponsibleName).HasMaxLength(100);
        table.Property(x => x.DueWhy).HasMaxLength(500);
        table.HasIndex(x => new { x.OrganizationId, x.IsDone, x.To, x.DueAt });
    }
}

using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Actions;

/// <summary>A corrective action of a case, as its field says it.</summary>
internal sealed class ActionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required int Number { get; init; }
    public required string Type { get; init; }
    public required string Folio { get; init; }
    public string? Unit { get; init; }
    public required string Action { get; init; }
    public required string Owner { get; init; }

    /// <summary>The owner as it is compared.</summary>
    public required string OwnerKey { get; init; }

    /// <summary>The day, as 2026-03-06.</summary>
    public string? Due { get; init; }
    public string? Check { get; init; }
    public string? CheckedOn { get; init; }
    public bool? Worked { get; init; }
    public string? Evidence { get; init; }
}

internal sealed class ActionTable : IEntityTypeConfiguration<ActionRow>
{
    public const int OwnerLength = 200;
    public const int TextLength = 2000;

    public void Configure(EntityTypeBuilder<ActionRow> table)
    {
        table.ToTable("CorrectiveActions");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Number });
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Folio).HasMaxLength(60);
        table.Property(x => x.Unit).HasMaxLength(60);
        table.Property(x => x.Action).HasMaxLength(TextLength);
        table.Property(x => x.Owner).HasMaxLength(OwnerLength);
        table.Property(x => x.OwnerKey).HasMaxLength(OwnerLength);
        table.Property(x => x.Due).HasMaxLength(10);
        table.Property(x => x.Check).HasMaxLength(TextLength);
        table.Property(x => x.CheckedOn).HasMaxLength(10);
        table.Property(x => x.Evidence).HasMaxLength(TextLength);
        table.HasIndex(x => new { x.OrganizationId, x.CheckedOn, x.Due });
        table.HasIndex(x => new { x.OrganizationId, x.OwnerKey, x.Due });
    }
}

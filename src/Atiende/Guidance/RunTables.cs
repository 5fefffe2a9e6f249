using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Guidance;

/// <summary>The room's tables.</summary>
internal sealed class RunTables :
    IEntityTypeConfiguration<RunRow>,
    IEntityTypeConfiguration<RunEventRow>,
    IEntityTypeConfiguration<RunEffectRow>,
    IEntityTypeConfiguration<RunDraftRow>
{
    public const int CodeLength = 60;
    public const int NodeLength = 80;
    public const int NameLength = 120;

    public void Configure(EntityTypeBuilder<RunRow> builder)
    {
        builder.ToTable("Runs");
        builder.HasKey(r => new { r.OrganizationId, r.Id });
        builder.Property(r => r.Document).HasMaxLength(CodeLength);
        builder.Property(r => r.Version).HasMaxLength(CodeLength);
        builder.Property(r => r.Section).HasMaxLength(CodeLength);
        builder.Property(r => r.Node).HasMaxLength(NodeLength);
        builder.Property(r => r.Role).HasMaxLength(CodeLength);
        builder.Property(r => r.Member).HasMaxLength(NameLength);
        builder.Property(r => r.Ending).HasMaxLength(400);
        builder.Property(r => r.Sequence).IsConcurrencyToken();
        builder.HasIndex(r => new { r.OrganizationId, r.InteractionId });
        builder.HasIndex(r => new { r.OrganizationId, r.Status, r.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<RunEventRow> builder)
    {
        builder.ToTable("RunEvents");
        builder.HasKey(e => new { e.OrganizationId, e.RunId, e.Sequence });
        builder.Property(e => e.ByMember).HasMaxLength(NameLength);
        builder.Property(e => e.ByName).HasMaxLength(NameLength);
        builder.Property(e => e.Node).HasMaxLength(NodeLength);
    }

    public void Configure(EntityTypeBuilder<RunEffectRow> builder)
    {
        builder.ToTable("RunEffects");
        builder.HasKey(e => new { e.OrganizationId, e.RunId, e.EffectId });
        builder.Property(e => e.EffectId).HasMaxLength(40);
        builder.Property(e => e.Node).HasMaxLength(NodeLength);
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.Property(e => e.Words).HasJson();
        builder.Property(e => e.Link).HasMaxLength(400);
    }

    public void Configure(EntityTypeBuilder<RunDraftRow> builder)
    {
        builder.ToTable("RunDrafts");
        builder.HasKey(d => new { d.OrganizationId, d.RunId });
        builder.Property(d => d.Node).HasMaxLength(NodeLength);
        builder.Property(d => d.Typed).HasJson();
        builder.Property(d => d.By).HasMaxLength(100);
        builder.Property(d => d.ByName).HasMaxLength(100);
    }
}

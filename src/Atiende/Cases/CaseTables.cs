using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases;

internal sealed class CaseTables :
    IEntityTypeConfiguration<Case>,
    IEntityTypeConfiguration<CaseWord>,
    IEntityTypeConfiguration<SubOrder>,
    IEntityTypeConfiguration<CaseEvent>,
    IEntityTypeConfiguration<CaseKey>,
    IEntityTypeConfiguration<CaseClaim>,
    IEntityTypeConfiguration<CaseValue>
{
    public const int TitleLength = 300;
    public const int ReasonLength = 200;
    public const int ClaimLength = 200;

    public void Configure(EntityTypeBuilder<Case> table)
    {
        table.ToTable("Cases");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Folio).HasMaxLength(60);
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Kind).HasMaxLength(200);
        table.Property(x => x.State).HasMaxLength(60);
        table.Property(x => x.Visited).HasJson();
        table.Property(x => x.Title).HasMaxLength(TitleLength);
        table.Property(x => x.HeardText).HasDefaultValue("");
        table.Property(x => x.To).HasMaxLength(60);
        table.Property(x => x.Unit).HasMaxLength(60);
        table.Property(x => x.Name).HasMaxLength(60);
        table.Property(x => x.Foreign).HasMaxLength(200);
        table.Property(x => x.Reason).HasMaxLength(ReasonLength);
        table.Property(x => x.Fields).HasJson();
        table.Property(x => x.DueWhy!).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.Folio, x.Type }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.RunId, x.Name }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.Foreign }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.ContactId, x.OpenedAt });
        table.HasIndex(x => new { x.OrganizationId, x.IsOpen, x.Id });
        table.HasIndex(x => new { x.OrganizationId, x.To, x.IsOpen, x.Id });
        table.HasIndex(x => new { x.OrganizationId, x.State, x.Id });
        table.HasIndex(x => new { x.OrganizationId, x.Id }, "IX_Cases_Unsearched").HasFilter("\"SearchText\" = ''");
        table.HasIndex(x => new { x.OrganizationId, x.IsOpen, x.DueAt });
        table.HasIndex(x => new { x.OrganizationId, x.OpenedAt });
        table.HasIndex(x => new { x.OrganizationId, x.ParentId });
        table.HasIndex(x => new { x.OrganizationId, x.MergedInto });
    }

    public void Configure(EntityTypeBuilder<CaseWord> table)
    {
        table.ToTable("CaseWords");
        table.HasKey(x => new { x.OrganizationId, x.Word, x.CaseId });
        table.Property(x => x.Word).HasMaxLength(SearchWords.Longest).HasOrdinalOrder();
    }

    public void Configure(EntityTypeBuilder<SubOrder> table)
    {
        table.ToTable("SubOrders");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Number });
        table.Property(x => x.Name).HasMaxLength(200);
        table.Property(x => x.State).HasMaxLength(60);
        table.Property(x => x.Fields).HasJson();
    }

    public void Configure(EntityTypeBuilder<CaseEvent> table)
    {
        table.ToTable("CaseEvents");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.Number });
        table.Property(x => x.What).HasJson();
        table.Property(x => x.By).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.InteractionId });
    }

    public void Configure(EntityTypeBuilder<CaseKey> table)
    {
        table.ToTable("CaseKeys");
        table.HasKey(x => new { x.OrganizationId, x.Key });
        table.Property(x => x.Key).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<CaseValue> table)
    {
        table.ToTable("CaseValues");
        table.HasKey(x => new { x.OrganizationId, x.Type, x.Field, x.Value, x.CaseId });
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Field).HasMaxLength(60);
        table.Property(x => x.Value).HasMaxLength(ClaimLength);
        table.HasIndex(x => new { x.OrganizationId, x.CaseId });
    }

    public void Configure(EntityTypeBuilder<CaseClaim> table)
    {
        table.ToTable("CaseClaims");
        table.HasKey(x => new { x.OrganizationId, x.Type, x.Field, x.Value });
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Field).HasMaxLength(60);
        table.Property(x => x.Value).HasMaxLength(ClaimLength);
        table.HasIndex(x => new { x.OrganizationId, x.CaseId });
    }
}

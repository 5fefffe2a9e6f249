using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases;

/// <summary>A further run of a case: its procedure began again after it was closed.</summary>
internal sealed class CaseRun : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid RunId { get; init; }

    /// <summary>The case's name in that run, lower case.</summary>
    public required string Name { get; init; }

    public required Guid CaseId { get; init; }
}

internal sealed class CaseRunTable : IEntityTypeConfiguration<CaseRun>
{
    public void Configure(EntityTypeBuilder<CaseRun> table)
    {
        table.ToTable("CaseRuns");
        table.HasKey(x => new { x.OrganizationId, x.RunId });
        table.Property(x => x.Name).HasMaxLength(60);
    }
}

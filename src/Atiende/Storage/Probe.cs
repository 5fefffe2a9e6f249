using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Storage;

/// <summary>The one row that is written to know whether the database can be written.</summary>
internal sealed class Probe
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ProbeTable : IEntityTypeConfiguration<Probe>
{
    public void Configure(EntityTypeBuilder<Probe> builder)
    {
        builder.ToTable("Probes");
        builder.Property(probe => probe.Id).ValueGeneratedNever();
    }
}

using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Routing;

/// <summary>The rules of a case type as they were put in force once; never changed. The highest number is in force.</summary>
internal sealed class RoutingVersionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string CaseType { get; init; }
    public required int Number { get; init; }
    public required ImmutableArray<StoredRule> Rules { get; init; }

    /// <summary>Whether it came with the pack; else it was edited on screen.</summary>
    public required bool FromPack { get; init; }

    /// <summary>The version it was made from.</summary>
    public int? Based { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public string? Why { get; init; }
}

/// <summary>Rules that are being edited; one draft a case type, whoever edits.</summary>
internal sealed class RoutingDraftRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string CaseType { get; init; }
    public required ImmutableArray<StoredRule> Rules { get; set; }
    public required int Based { get; set; }

    /// <summary>Counts its changes: whoever saw another number is late.</summary>
    public required int Revision { get; set; }

    /// <summary>The revision that was tried on past cases last.</summary>
    public int? Tried { get; set; }
    public required DateTimeOffset At { get; set; }
    public required string By { get; set; }
}

/// <summary>Which rule sent a run's case where, and what people found of it.</summary>
internal sealed class RoutingDecisionRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid RunId { get; init; }

    /// <summary>The name under which it is bound in the run.</summary>
    public required string Name { get; init; }
    public required string CaseType { get; init; }
    public Guid? CaseId { get; set; }
    public string? Folio { get; set; }
    public required int Version { get; set; }
    public required string Rule { get; set; }
    public required string To { get; set; }

    /// <summary>What the rules could look at; nothing personal.</summary>
    public required ImmutableSortedDictionary<string, Datum> Facts { get; set; }
    public required DateTimeOffset At { get; set; }

    /// <summary>Where it should have gone; null while nobody looked.</summary>
    public string? Right { get; set; }
    public string? CheckedBy { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }
}

internal sealed class RoutingTables :
    IEntityTypeConfiguration<RoutingVersionRow>,
    IEntityTypeConfiguration<RoutingDraftRow>,
    IEntityTypeConfiguration<RoutingDecisionRow>
{
    public const int NameLength = 200;
    public const int WhyLength = 500;
    private const int IdLength = 60;

    public void Configure(EntityTypeBuilder<RoutingVersionRow> table)
    {
        table.ToTable("RoutingVersions");
        table.HasKey(x => new { x.OrganizationId, x.CaseType, x.Number });
        table.Property(x => x.CaseType).HasMaxLength(IdLength);
        table.Property(x => x.Rules).HasJson();
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Why).HasMaxLength(WhyLength);
    }

    public void Configure(EntityTypeBuilder<RoutingDraftRow> table)
    {
        table.ToTable("RoutingDrafts");
        table.HasKey(x => new { x.OrganizationId, x.CaseType });
        table.Property(x => x.CaseType).HasMaxLength(IdLength);
        table.Property(x => x.Rules).HasJson();
        table.Property(x => x.Revision).IsConcurrencyToken();
        table.Property(x => x.By).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<RoutingDecisionRow> table)
    {
        table.ToTable("RoutingDecisions");
        table.HasKey(x => new { x.OrganizationId, x.RunId, x.Name });
        table.Property(x => x.Name).HasMaxLength(IdLength);
        table.Property(x => x.CaseType).HasMaxLength(IdLength);
        table.Property(x => x.Folio).HasMaxLength(60);
        table.Property(x => x.Rule).HasMaxLength(IdLength);
        table.Property(x => x.To).HasMaxLength(IdLength);
        table.Property(x => x.Right).HasMaxLength(IdLength);
        table.Property(x => x.CheckedBy).HasMaxLength(100);
        table.Property(x => x.Facts).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.CaseType, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.CaseType, x.Rule, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.CaseId });
    }
}

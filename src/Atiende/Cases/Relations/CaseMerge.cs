using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases.Relations;

/// <summary>A case that was merged into another, with how it stood, to be taken apart again.</summary>
internal sealed class CaseMerge : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid IntoId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required string Why { get; init; }
    public required StoodBefore Before { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

/// <summary>What merging takes from a case, and taking apart gives back.</summary>
internal sealed record StoodBefore(
    bool IsOpen, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt, Bilingual? DueWhy,
    ImmutableArray<HeldClaim> Claims, ImmutableArray<StoppedClock> Clocks, ImmutableArray<Guid> Runs, ImmutableArray<Guid> Tasks);

/// <summary>A value that the case alone could have while it was open.</summary>
internal sealed record HeldClaim(string Field, string Value);

/// <summary>A clock that ran, and when it would have had something to say next.</summary>
internal sealed record StoppedClock(string Name, DateTimeOffset? NextAlarmAt);

/// <summary>Two cases that have to do with each other; of two ids the smaller stands first.</summary>
internal sealed class CaseLink : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required Guid OtherId { get; init; }
    public required CaseLinkKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
}

internal sealed class CaseRelationTables : IEntityTypeConfiguration<CaseMerge>, IEntityTypeConfiguration<CaseLink>
{
    public const int WhyLength = 500;

    public void Configure(EntityTypeBuilder<CaseMerge> table)
    {
        table.ToTable("CaseMerges");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Why).HasMaxLength(WhyLength);
        table.Property(x => x.Before).HasJson();
        table.HasIndex(x => new { x.OrganizationId, x.CaseId });
        table.HasIndex(x => new { x.OrganizationId, x.IntoId });
    }

    public void Configure(EntityTypeBuilder<CaseLink> table)
    {
        table.ToTable("CaseLinks");
        table.HasKey(x => new { x.OrganizationId, x.CaseId, x.OtherId });
        table.Property(x => x.By).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.OtherId });
    }
}

using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Cases.Lists;

/// <summary>The member who has a case in hand.</summary>
internal sealed class CaseHolder : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required string Member { get; set; }
    public required DateTimeOffset Since { get; set; }
}

/// <summary>The columns that a member chose for the cases of a type; an empty type is that of all.</summary>
internal sealed class CaseColumnChoice : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Member { get; init; }
    public required string Type { get; init; }
    public required ImmutableArray<string> Columns { get; set; }
}

/// <summary>A list that somebody keeps: its filters and order, as they stand in its address.</summary>
internal sealed class CaseView : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Member { get; init; }

    /// <summary>The unit whose members see it; null for its member's own.</summary>
    public string? Unit { get; init; }
    public required string Name { get; set; }
    public required string Query { get; set; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>One thing done to many cases; what undoes it is another.</summary>
internal sealed class CaseBulk : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Member { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required CaseAction Action { get; init; }

    /// <summary>To whom, or what; empty where it is taken away.</summary>
    public required string Value { get; init; }

    /// <summary>The note that each gets; gone once all have it, for then it is theirs.</summary>
    public string? Text { get; set; }

    /// <summary>What it undoes.</summary>
    public Guid? Undoes { get; init; }
    public required int Total { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>One of the cases, and what became of it.</summary>
internal sealed class CaseBulkItem : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid BulkId { get; init; }
    public required int Number { get; init; }
    public required Guid CaseId { get; init; }
    public required CaseBulkState State { get; set; }

    /// <summary>What was there before; null where there was nothing.</summary>
    public string? Before { get; set; }

    /// <summary>The event that was written: what came after it changed the case.</summary>
    public int? Event { get; set; }
    public Bilingual? Why { get; set; }
}

internal enum CaseBulkState
{
    Waiting,
    Done,
    Refused,
}

internal sealed class CaseListTables :
    IEntityTypeConfiguration<CaseHolder>,
    IEntityTypeConfiguration<CaseColumnChoice>,
    IEntityTypeConfiguration<CaseView>,
    IEntityTypeConfiguration<CaseBulk>,
    IEntityTypeConfiguration<CaseBulkItem>
{
    public const int NameLength = 80;
    public const int QueryLength = 1000;
    public const int ValueLength = 300;
    public const int NoteLength = 4000;

    public void Configure(EntityTypeBuilder<CaseHolder> table)
    {
        table.ToTable("CaseHolders");
        table.HasKey(x => new { x.OrganizationId, x.CaseId });
        table.Property(x => x.Member).HasMaxLength(60);
        table.HasIndex(x => new { x.OrganizationId, x.Member, x.CaseId });
    }

    public void Configure(EntityTypeBuilder<CaseColumnChoice> table)
    {
        table.ToTable("CaseColumnChoices");
        table.HasKey(x => new { x.OrganizationId, x.Member, x.Type });
        table.Property(x => x.Member).HasMaxLength(60);
        table.Property(x => x.Type).HasMaxLength(60);
        table.Property(x => x.Columns).HasJson();
    }

    public void Configure(EntityTypeBuilder<CaseView> table)
    {
        table.ToTable("CaseViews");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Member).HasMaxLength(60);
        table.Property(x => x.Unit).HasMaxLength(60);
        table.Property(x => x.Name).HasMaxLength(NameLength);
        table.Property(x => x.Query).HasMaxLength(QueryLength);
        table.HasIndex(x => new { x.OrganizationId, x.Member });
        table.HasIndex(x => new { x.OrganizationId, x.Unit });
    }

    public void Configure(EntityTypeBuilder<CaseBulk> table)
    {
        table.ToTable("CaseBulks");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Member).HasMaxLength(60);
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Value).HasMaxLength(ValueLength);
        table.Property(x => x.Text).HasMaxLength(NoteLength);
        table.HasIndex(x => new { x.OrganizationId, x.FinishedAt, x.Id });
    }

    public void Configure(EntityTypeBuilder<CaseBulkItem> table)
    {
        table.ToTable("CaseBulkItems");
        table.HasKey(x => new { x.OrganizationId, x.BulkId, x.Number });
        table.Property(x => x.Before).HasMaxLength(ValueLength);
        table.Property(x => x.Why!).HasJson();
    }
}

using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Replies;

/// <summary>A mail that came in.</summary>
internal sealed class IncomingRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }

    /// <summary>Its Message-ID; where it has none, the hash of what it says.</summary>
    public required string MessageId { get; init; }

    /// <summary>The file it was read from: read again after a stop, it is not another copy.</summary>
    public required string File { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The sender's address as it is compared; empty where there is none.</summary>
    public required string From { get; init; }

    public required string FromName { get; init; }
    public required string Subject { get; init; }
    public required IncomingState State { get; set; }
    public string? Why { get; set; }
    public Guid? CaseId { get; set; }
    public required string Text { get; init; }
    public required ImmutableArray<string> Files { get; init; }
    public int Copies { get; set; }
    public string? SeenTo { get; set; }
}

internal sealed class IncomingTable : IEntityTypeConfiguration<IncomingRow>
{
    public const int IdLength = 320;
    public const int NameLength = 200;
    public const int SubjectLength = 400;
    public const int FileLength = 255;
    public const int TextLength = 200_000;

    public void Configure(EntityTypeBuilder<IncomingRow> table)
    {
        table.ToTable("IncomingMails");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.MessageId).HasMaxLength(IdLength);
        table.Property(x => x.File).HasMaxLength(FileLength);
        table.Property(x => x.From).HasMaxLength(IdLength);
        table.Property(x => x.FromName).HasMaxLength(NameLength);
        table.Property(x => x.Subject).HasMaxLength(SubjectLength);
        table.Property(x => x.Why).HasMaxLength(40);
        table.Property(x => x.Text).HasMaxLength(TextLength);
        table.Property(x => x.Files).HasJson();
        table.Property(x => x.SeenTo).HasMaxLength(NameLength);
        table.HasIndex(x => new { x.OrganizationId, x.MessageId }).IsUnique();
        table.HasIndex(x => new { x.OrganizationId, x.State, x.At });
        table.HasIndex(x => new { x.OrganizationId, x.From, x.At });
    }
}

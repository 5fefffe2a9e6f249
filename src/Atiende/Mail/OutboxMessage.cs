using Atiende.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Mail;

/// <summary>A message in the outbox, with how its sending goes.</summary>
internal sealed class OutboxMessage : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required string ToName { get; init; }
    public string? ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Notice { get; init; }
    public Guid? Run { get; init; }

    /// <summary>The Message-ID it goes out under; null for what was put in before answers were read.</summary>
    public string? MessageId { get; init; }

    public Guid? CaseId { get; init; }
    public bool ToPerson { get; init; }

    /// <summary>Whether a person wrote it, rather than a procedure.</summary>
    public bool IsWritten { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public required MailState State { get; set; }

    /// <summary>Tries since it was put in or sent again.</summary>
    public int Tries { get; set; }

    /// <summary>When it is tried next; while it is being tried, when the try counts as lost.</summary>
    public required DateTimeOffset NextTryAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the last try came to, where it failed.</summary>
    public string? Problem { get; set; }

    /// <summary>Who last had it sent again.</summary>
    public string? AgainBy { get; set; }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.HasKey(x => new { x.OrganizationId, x.Id });
        builder.Property(x => x.Key).HasMaxLength(200);
        builder.Property(x => x.ToName).HasMaxLength(200);
        builder.Property(x => x.ToAddress).HasMaxLength(320);
        builder.Property(x => x.Subject).HasMaxLength(400);
        builder.Property(x => x.Notice).HasMaxLength(100);
        builder.Property(x => x.AgainBy).HasMaxLength(100);
        builder.HasIndex(x => new { x.OrganizationId, x.Key }).IsUnique();
        builder.Property(x => x.MessageId).HasMaxLength(320);
        builder.Property(x => x.ToPerson).HasDefaultValue(false);
        builder.Property(x => x.IsWritten).HasDefaultValue(false);
        builder.HasIndex(x => new { x.OrganizationId, x.MessageId });
        builder.HasIndex(x => new { x.OrganizationId, x.CaseId, x.At });
        builder.HasIndex(x => new { x.OrganizationId, x.State, x.At });
        builder.HasIndex(x => new { x.State, x.NextTryAt });
    }
}

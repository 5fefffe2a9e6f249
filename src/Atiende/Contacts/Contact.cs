using Atiende.Storage;
using Atiende.Values.IdentityDocuments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Atiende.Contacts;

/// <summary>A person who is attended.</summary>
internal sealed class Contact : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public string? Name { get; set; }
    public IdentityDocumentKind? DocumentKind { get; set; }

    /// <summary>The normalised number: what is matched.</summary>
    public string? Document { get; set; }

    /// <summary>As its country writes it.</summary>
    public string? DocumentShown { get; set; }
    public required DateTimeOffset Since { get; init; }
    public required string By { get; init; }
}

/// <summary>How a person is reached.</summary>
internal sealed class ContactPoint : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid ContactId { get; init; }
    public required PointKind Kind { get; init; }

    /// <summary>The normalised form: what is matched.</summary>
    public required string Key { get; init; }
    public required string Shown { get; init; }
    public required DateTimeOffset Since { get; init; }
}

internal enum PointKind
{
    Telephone,
    Mail,
}

/// <summary>A word of a person's name, folded, so that names are found by words in any order.</summary>
internal sealed class ContactWord : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Word { get; init; }
    public required Guid ContactId { get; init; }
}

/// <summary>A consent given or withdrawn.</summary>
internal sealed class ContactConsent : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid ContactId { get; init; }
    public required string What { get; init; }
    public required bool Given { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }

    /// <summary>The pack's text that it is about; null for something else, in free words.</summary>
    public string? Text { get; init; }

    /// <summary>The version of that text.</summary>
    public string? Version { get; init; }

    /// <summary>Through which channel it was said.</summary>
    public string? Channel { get; init; }
}

/// <summary>An internal note.</summary>
internal sealed class ContactNoteRow : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required Guid ContactId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactTables :
    IEntityTypeConfiguration<Contact>,
    IEntityTypeConfiguration<ContactPoint>,
    IEntityTypeConfiguration<ContactWord>,
    IEntityTypeConfiguration<ContactConsent>,
    IEntityTypeConfiguration<ContactNoteRow>
{
    public const int NameLength = 200;
    public const int WordLength = 60;
    public const int NoteLength = 4000;
    public const int ConsentLength = 200;

    public void Configure(EntityTypeBuilder<Contact> table)
    {
        table.ToTable("Contacts");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.Name).HasMaxLength(NameLength);
        table.Property(x => x.Document).HasMaxLength(40);
        table.Property(x => x.DocumentShown).HasMaxLength(60);
        table.Property(x => x.By).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.Document, x.DocumentKind }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ContactPoint> table)
    {
        table.ToTable("ContactPoints");
        table.HasKey(x => new { x.OrganizationId, x.ContactId, x.Kind, x.Key });
        table.Property(x => x.Key).HasMaxLength(254);
        table.Property(x => x.Shown).HasMaxLength(254);
        table.HasIndex(x => new { x.OrganizationId, x.Key, x.Kind });
    }

    public void Configure(EntityTypeBuilder<ContactWord> table)
    {
        table.ToTable("ContactWords");
        table.HasKey(x => new { x.OrganizationId, x.Word, x.ContactId });
        table.Property(x => x.Word).HasMaxLength(WordLength);
        table.HasIndex(x => new { x.OrganizationId, x.ContactId });
    }

    public void Configure(EntityTypeBuilder<ContactConsent> table)
    {
        table.ToTable("ContactConsents");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.What).HasMaxLength(ConsentLength);
        table.Property(x => x.Text).HasMaxLength(60);
        table.Property(x => x.Version).HasMaxLength(80);
        table.Property(x => x.Channel).HasMaxLength(100);
        table.Property(x => x.By).HasMaxLength(100);
        table.HasIndex(x => new { x.OrganizationId, x.ContactId, x.At });
    }

    public void Configure(EntityTypeBuilder<ContactNoteRow> table)
    {
        table.ToTable("ContactNotes");
        table.HasKey(x => new { x.OrganizationId, x.Id });
        table.Property(x => x.By).HasMaxLength(100);
        table.Property(x => x.Text).HasMaxLength(NoteLength);
        table.HasIndex(x => new { x.OrganizationId, x.ContactId, x.At });
    }
}

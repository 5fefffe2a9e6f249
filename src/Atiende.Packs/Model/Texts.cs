using Atiende.Procedures.Language;
using Atiende.Procedures.Reading;

namespace Atiende.Packs.Model;

/// <summary>Words: what is said, shown and sent: <c>texts.yaml</c> and <c>notices.yaml</c>.</summary>
[Means("Words to say and texts to have at hand.")]
public sealed record Texts
{
    public Place At { get; init; }

    [Means("The texts.")]
    public required IReadOnlyList<PackText> Items { get; init; }
}

/// <summary>Words to say, or a text to have at hand (prices, requirements, plans).</summary>
public sealed record PackText
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its heading.")]
    public string? Title { get; init; }

    [Means("The words; {placeholders} are filled in; Markdown where it is a text to have at hand.")]
    public required string Text { get; init; }

    [Means("Its version, where people agree to it: who accepted one has accepted that one.")]
    public string? Version { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>What people are told or sent: <c>notices.yaml</c>.</summary>
[Means("Notices: what the person or a colleague is told or sent.")]
public sealed record Notices
{
    public Place At { get; init; }

    [Means("The notices.")]
    public required IReadOnlyList<Notice> Items { get; init; }
}

/// <summary>A notice: said, written in a chat, or mailed.</summary>
public sealed record Notice
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("How it reaches: told (said or written in the conversation) or mail.")]
    public required NoticeKind Kind { get; init; }

    [Means("What it is about; the subject of a mail.")]
    public required string About { get; init; }

    [Means("Its words; {placeholders} are filled in.")]
    public required string Text { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>How a notice reaches.</summary>
public enum NoticeKind
{
    Told,
    Mail,
}

/// <summary>Documents printed or handed over: <c>documents.yaml</c>.</summary>
[Means("Documents that are printed or handed over.")]
public sealed record PrintedDocuments
{
    public Place At { get; init; }

    [Means("The documents.")]
    public required IReadOnlyList<PrintedDocument> Items { get; init; }
}

/// <summary>A form, slip, card or leaflet that is printed or handed over.</summary>
public sealed record PrintedDocument
{
    public Place At { get; init; }

    [Means("Its id.")]
    public required Name Id { get; init; }

    [Means("Its name.")]
    public required string Name { get; init; }

    [Means("The paper: a4, letter, a6 (slip), card.")]
    public string Paper { get; init; } = "letter";

    [Means("Its text, Markdown; {placeholders} are filled in.")]
    public required string Text { get; init; }

    [Means("Fields printed with their values, or blank to be written by hand.")]
    public IReadOnlyList<Field> Fields { get; init; } = [];

    [Means("Who signs it.")]
    public IReadOnlyList<string> Signatures { get; init; } = [];

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

using Atiende.Procedures.Reading;
using NodaTime;

namespace Atiende.Procedures.Language;

/// <summary>One controlled document: what the quality unit approves, with the sections that are walked.</summary>
[Means("One controlled document: its control data. Its sections stand in files of their own beside it.")]
public sealed record ControlledDocument
{
    public Place At { get; init; }

    [Means("The code under which the organisation controls it; unique in the pack.")]
    public required Name Code { get; init; }

    [Means("Whether the code is the pack's own, because the document carries none.")]
    public bool CodeIsCoined { get; init; }

    [Means("Its title.")]
    public required string Title { get; init; }

    [Means("Row of the traceability table that this key stands for.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];

    [Means("The organisation's name and area as printed in the header.")]
    public required string Issuer { get; init; }

    [Means("The process it belongs to, as printed.")]
    public string? Process { get; init; }

    [Means("The version as the document counts it, such as \"2\" or \"01\".")]
    public required string Version { get; init; }

    [Means("The revision or date printed with the version.")]
    public string? Revision { get; init; }

    [Means("Where it stands in its life.")]
    public required DocumentState State { get; init; }

    [Means("First day in force.")]
    public required LocalDate InForceFrom { get; init; }

    [Means("Last day in force, where it is known.")]
    public LocalDate? InForceUntil { get; init; }

    [Means("What it is for.")]
    public required Passage Objective { get; init; }

    [Means("Where it applies, from what to what.")]
    public required Passage Scope { get; init; }

    [Means("The post that follows it up.")]
    public Passage? Responsible { get; init; }

    [Means("The norms and documents it rests on.")]
    public IReadOnlyList<Passage> References { get; init; } = [];

    [Means("The words it defines.")]
    public IReadOnlyList<Definition> Definitions { get; init; } = [];

    [Means("Who must do what about the document and its steps.")]
    public IReadOnlyList<Responsibility> Responsibilities { get; init; } = [];

    [Means("The general guidelines.")]
    public IReadOnlyList<Passage> Guidelines { get; init; } = [];

    [Means("Units related to it.")]
    public IReadOnlyList<Passage> Units { get; init; } = [];

    [Means("Procedures that lead into it.")]
    public IReadOnlyList<RelatedProcedure> Before { get; init; } = [];

    [Means("Procedures that it leads to.")]
    public IReadOnlyList<RelatedProcedure> After { get; init; } = [];

    [Means("Who prepared, reviewed and approved it.")]
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    [Means("The change log.")]
    public IReadOnlyList<Change> Changes { get; init; } = [];

    [Means("Annexes, with their text.")]
    public IReadOnlyList<Passage> Annexes { get; init; } = [];

    [Means("Documents that it produces or uses: forms, reports.")]
    public IReadOnlyList<Passage> Documents { get; init; } = [];

    [Means("How the document's own errors are read here.")]
    public IReadOnlyList<Passage> Readings { get; init; } = [];

    [Means("The order in which its sections are printed, by id.")]
    public required IReadOnlyList<Name> Sections { get; init; }
}

/// <summary>Where a document stands in its life.</summary>
public enum DocumentState
{
    Draft,
    Reviewed,
    Approved,
    InForce,
    Superseded,
}

/// <summary>A text with its heading and the row of the traceability table it comes from.</summary>
public sealed record Passage
{
    public Place At { get; init; }

    [Means("Heading, letter or number as printed.")]
    public string? Title { get; init; }

    [Short]
    [Means("The text.")]
    public required string Text { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A word and what the document means by it.</summary>
public sealed record Definition
{
    public Place At { get; init; }

    [Means("The word.")]
    public required string Term { get; init; }

    [Means("What it means here.")]
    public required string Text { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

/// <summary>What a post must do.</summary>
public sealed record Responsibility
{
    public Place At { get; init; }

    [Means("The post, as the document names it.")]
    public required string Of { get; init; }

    [Means("What it must do.")]
    public required IReadOnlyList<Passage> Duties { get; init; }
}

/// <summary>A procedure before or after this one, by its code.</summary>
public sealed record RelatedProcedure
{
    public Place At { get; init; }

    [Means("Its code.")]
    public required Name Code { get; init; }

    [Means("Its title.")]
    public required string Title { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }

    [Means("More rows of the traceability table that live here.")]
    public IReadOnlyList<string> Refs { get; init; } = [];
}

/// <summary>A signature of the document, by post.</summary>
public sealed record Approval
{
    public Place At { get; init; }

    [Means("What was done.")]
    public required ApprovalKind Act { get; init; }

    [Means("The post that did it.")]
    public required string By { get; init; }

    [Means("The day, where it is written.")]
    public LocalDate? On { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

/// <summary>What a signature says.</summary>
public enum ApprovalKind
{
    Prepared,
    Reviewed,
    Approved,
}

/// <summary>An entry of the change log.</summary>
public sealed record Change
{
    public Place At { get; init; }

    [Means("Its number as printed.")]
    public required string Number { get; init; }

    [Means("What changed.")]
    public required string Text { get; init; }

    [Means("Row of the traceability table.")]
    public string? Ref { get; init; }
}

using System.Collections.Immutable;
using Atiende.Storage;
using Atiende.Values;

namespace Atiende.Cases;

/// <summary>A case of any type.</summary>
internal sealed class Case : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid Id { get; init; }
    public required string Folio { get; init; }

    /// <summary>The case type's id; <see cref="CaseReiterations.Type"/> for what counts a foreign fault.</summary>
    public required string Type { get; init; }
    public string? Kind { get; set; }
    public required string State { get; set; }

    /// <summary>Every state it was in: a clock that waits for one of them has stopped.</summary>
    public ImmutableArray<string> Visited { get; set; } = [];
    public bool IsOpen { get; set; } = true;
    public string Title { get; set; } = "";

    /// <summary>
    /// The words it is found by, with blanks between; no personal data. The database keeps <see cref="CaseWord"/> by it; where it is empty, it is
    /// made again in the background.
    /// </summary>
    public string SearchText { get; set; } = "";

    /// <summary>Those of the words that were said about it, not kept in its fields.</summary>
    public string HeardText { get; set; } = "";
    public string? To { get; set; }
    public string? Unit { get; init; }
    public Guid? ParentId { get; set; }

    /// <summary>The case in which it goes on, where it was merged: then figures count that one alone.</summary>
    public Guid? MergedInto { get; set; }
    public Guid? ContactId { get; set; }
    public Guid? InteractionId { get; init; }
    public Guid? RunId { get; init; }

    /// <summary>Its name in the run, lower case; with the run it identifies the case.</summary>
    public string? Name { get; init; }

    /// <summary>The foreign record that it counts the reiterations of.</summary>
    public string? Foreign { get; init; }
    public ImmutableSortedDictionary<string, Datum> Fields { get; set; } = NoFields;
    public int Reiterations { get; set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Since when it waits for something that its person was asked for; clocks whose pack says so do not run meanwhile.</summary>
    public DateTimeOffset? AwaitingSince { get; set; }

    /// <summary>Why the person came, in the pack's words, where the type has a reason.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether its clocks were stopped in time; null while none was stopped.</summary>
    public bool? InTime { get; set; }
    public Bilingual? DueWhy { get; set; }

    public static ImmutableSortedDictionary<string, Datum> NoFields { get; } =
        ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A word of a case; ids follow the order in which cases were opened, and so do the cases of a word.</summary>
internal sealed class CaseWord : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Word { get; init; }
    public required Guid CaseId { get; init; }
}

/// <summary>A part of an order.</summary>
internal sealed class SubOrder : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required string State { get; set; }
    public ImmutableSortedDictionary<string, Datum> Fields { get; set; } = Case.NoFields;
}

/// <summary>Something that happened to a case; appended, never changed.</summary>
internal sealed class CaseEvent : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required Guid CaseId { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required CaseEventKind Kind { get; init; }
    public required Bilingual What { get; init; }
    public required string By { get; init; }
    public Guid? InteractionId { get; init; }
}

internal enum CaseEventKind
{
    Opened,
    State,
    Kind,
    Fields,
    To,
    Parent,
    SubOrder,
    Clock,
    Reiterated,
    Person,
    Merged,
    Linked,
    File,
    Holder,
}

/// <summary>A change that was made: the same key does not make it again.</summary>
internal sealed class CaseKey : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Key { get; init; }
    public required Guid CaseId { get; init; }
}

/// <summary>A value by which a look-up of the system finds the case.</summary>
internal sealed class CaseValue : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Type { get; init; }
    public required string Field { get; init; }
    public required string Value { get; init; }
    public required Guid CaseId { get; init; }
}

/// <summary>A value that no two open cases of a type may share; gone when the case closes.</summary>
internal sealed class CaseClaim : IBelongsToOrganization
{
    public string OrganizationId { get; private set; } = "";
    public required string Type { get; init; }
    public required string Field { get; init; }
    public required string Value { get; init; }
    public required Guid CaseId { get; init; }
}

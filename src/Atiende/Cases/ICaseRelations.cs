using Atiende.Values;

namespace Atiende.Cases;

/// <summary>How cases relate: what is probably the same matter, what is linked, what was merged into what, what is part of what.</summary>
public interface ICaseRelations
{
    /// <summary>
    /// The cases that are probably the same matter as one about to be opened, newest first: by what the pack says of the type. A case
    /// that was merged is given as the one it goes on in. None where the type says nothing of duplicates.
    /// </summary>
    Task<IReadOnlyList<CaseSummary>> Like(CaseToOpen asked, CancellationToken cancel);

    /// <summary>The cases that are probably the same matter as this one, newest first: those opened before it.</summary>
    Task<IReadOnlyList<CaseSummary>> LikeCase(Guid id, CancellationToken cancel);

    /// <summary>What a case that may be seen is related to; null where it may not.</summary>
    Task<CaseRelated?> Of(Guid id, CancellationToken cancel);

    /// <summary>What may be done with two cases, and why not.</summary>
    Task<CasePair?> Pair(Guid id, string otherFolio, CancellationToken cancel);

    /// <summary>Links two cases that have to do with each other. Asking twice is harmless.</summary>
    /// <exception cref="CaseRefusedException">It cannot be: says why.</exception>
    Task Link(Guid id, Guid other, string by, CancellationToken cancel);

    /// <summary>Takes a link away.</summary>
    Task Unlink(Guid id, Guid other, string by, CancellationToken cancel);

    /// <summary>Makes a case part of another, or of none.</summary>
    /// <exception cref="CaseRefusedException">It cannot be: says why.</exception>
    Task SetParent(Guid id, Guid? parent, string by, CancellationToken cancel);

    /// <summary>
    /// Merges a case into another of its type: the matter goes on there. Its clocks stop, its run and what waits for it in inboxes are
    /// closed with that reason; nothing is moved, so that it can be taken apart again as it was.
    /// </summary>
    /// <exception cref="CaseRefusedException">It cannot be: says why.</exception>
    Task Merge(Guid id, Guid into, string why, string by, CancellationToken cancel);

    /// <summary>Takes a merged case out again: it stands as it stood, and its run goes on where it was.</summary>
    /// <exception cref="CaseRefusedException">It cannot be: says why.</exception>
    Task Unmerge(Guid id, string by, CancellationToken cancel);

    /// <summary>The case that a case goes on in: itself, but where it was merged.</summary>
    Task<Guid> GoesOnIn(Guid id, CancellationToken cancel);
}

/// <summary>A case that is about to be opened.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Kind">Its kind, where it has one.</param>
/// <param name="Contact">The person, where known.</param>
/// <param name="Fields">What is known of it, by field id.</param>
public sealed record CaseToOpen(string Type, string? Kind, Guid? Contact, IReadOnlyDictionary<string, Datum> Fields);

/// <summary>What a case is related to.</summary>
/// <param name="MergedInto">The case it was merged into.</param>
/// <param name="Merged">Those merged into it, with who did so, when and why.</param>
/// <param name="Links">Those it is linked with.</param>
/// <param name="Parent">What it is part of.</param>
/// <param name="Parts">What is part of it.</param>
/// <param name="Like">Those that are probably the same matter and not related to it yet.</param>
public sealed record CaseRelated(
    CaseSummary? MergedInto, IReadOnlyList<MergedCase> Merged, IReadOnlyList<LinkedCase> Links, CaseSummary? Parent,
    IReadOnlyList<CaseSummary> Parts, IReadOnlyList<CaseSummary> Like);

/// <summary>A case merged into another, with what happened to it until then.</summary>
public sealed record MergedCase(CaseSummary Case, DateTimeOffset At, string By, string Why, IReadOnlyList<CaseEventView> Events);

/// <summary>A case linked with another.</summary>
public sealed record LinkedCase(CaseSummary Case, CaseLinkKind Kind, DateTimeOffset At, string By);

/// <summary>Why two cases are linked.</summary>
public enum CaseLinkKind
{
    /// <summary>They have to do with each other.</summary>
    Related,

    /// <summary>One was split off the other.</summary>
    Split,
}

/// <summary>Two cases, and why something cannot be done with them; null where it can.</summary>
/// <param name="One">The first.</param>
/// <param name="Other">The second.</param>
/// <param name="NoLink">Why they cannot be linked.</param>
/// <param name="NoMergeIntoOther">Why the first cannot go on in the second.</param>
/// <param name="NoMergeIntoOne">Why the second cannot go on in the first.</param>
/// <param name="NoPart">Why the second cannot be part of the first.</param>
public sealed record CasePair(CaseSummary One, CaseSummary Other, Bilingual? NoLink, Bilingual? NoMergeIntoOther, Bilingual? NoMergeIntoOne, Bilingual? NoPart);

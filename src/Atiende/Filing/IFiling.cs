using Atiende.Cases;
using Atiende.Packs.Model;
using Atiende.Values;

namespace Atiende.Filing;

/// <summary>
/// Requests that come in without an agent: the portal, paper, other systems. Each is a case at once, and its procedure goes on with it
/// by itself a moment later.
/// </summary>
public interface IFiling
{
    /// <summary>The case type that people file, or null where the organisation has none.</summary>
    CaseType? Type { get; }

    /// <summary>Stores a request as a case with its folio; whoever is told of it may rely on it.</summary>
    /// <exception cref="FilingRefusedException">Something is missing or wrong; says each field.</exception>
    Task<Filed> File(FilingRequest request, CancellationToken cancel);

    /// <summary>
    /// The case that a request would be, to look for others like it before it is filed: what cannot be read of it is left out, and the
    /// person is who has its document; null where the organisation takes no requests, or this one was filed under its key already.
    /// </summary>
    Task<CaseToOpen?> Look(FilingRequest request, CancellationToken cancel);

    /// <summary>A request by its folio, or null.</summary>
    Task<Filed?> Find(string folio, CancellationToken cancel);

    /// <summary>The requests of a door and person, newest first: those with this origin.</summary>
    Task<IReadOnlyList<Filed>> OfOrigin(string origin, int most, CancellationToken cancel);

    /// <summary>The requests with this origin in the order in which they were filed, from a time and place on.</summary>
    Task<IReadOnlyList<Filed>> OfOrigin(string origin, DateTimeOffset? since, (DateTimeOffset At, Guid Case)? after, int most, CancellationToken cancel);
}

/// <summary>A request as it was typed.</summary>
/// <param name="Channel">The channel it came through, as the pack names it: web, paper…</param>
/// <param name="Fields">The case type's fields, by id, as they were typed; a choice by its label or its code.</param>
/// <param name="Origin">Who may follow it: <c>portal:PERSON</c>, <c>api:KEY</c>, <c>paper:SHEET</c>.</param>
/// <param name="By">Who files it, for the case's history.</param>
/// <param name="Key">Idempotency key within the origin: the same request sent again is the same case.</param>
public sealed record FilingRequest(string Channel, IReadOnlyDictionary<string, string> Fields, string Origin, string By, string? Key)
{
    /// <summary>The person, where known already; else found or registered by what the request says.</summary>
    public Guid? Contact { get; init; }

    /// <summary>Names of the files that come with it, for the procedure's data.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>A request that was filed.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Folio">Its number.</param>
/// <param name="Origin">Who may follow it.</param>
/// <param name="At">When it was filed.</param>
/// <param name="Repeated">Whether it had been filed before with the same key.</param>
public sealed record Filed(Guid Case, string Folio, string Origin, DateTimeOffset At, bool Repeated)
{
    /// <summary>The case as it was stored, where this filing stored it; null where it had been filed before.</summary>
    public SavedCase? Saved { get; init; }

    /// <summary>The channel it came through.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Whether its procedure has yet to begin.</summary>
    public bool Waits { get; init; }
}

/// <summary>What is wrong with a request, field by field; nothing was stored.</summary>
public sealed class FilingRefusedException(IReadOnlyList<FilingProblem> problems) : Exception(string.Join(" ", problems.Select(p => $"{p.Field}: {p.Said.Spanish}")))
{
    /// <summary>Each field with what to change.</summary>
    public IReadOnlyList<FilingProblem> Problems { get; } = problems;
}

/// <summary>A field of a request, with what to change.</summary>
public sealed record FilingProblem(string Field, Bilingual Said);

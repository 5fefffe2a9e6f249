using Atiende.Values;

namespace Atiende.Reopening;

/// <summary>Closed cases that go on: within the days that the pack gives, in the state and at the section that it names.</summary>
public interface IReopening
{
    /// <summary>Until when a closed case may be opened again; null where it is open, or its type is never opened again.</summary>
    Task<ReopenTerm?> Term(Guid ofCase, CancellationToken cancel);

    /// <summary>
    /// Opens a case again and has its procedure begin again with all its data. Once for each key; takes part in the caller's transaction.
    /// Who writes by mail when the days are over is sent the notice that says so, once a day at most.
    /// </summary>
    Task<ReopenOutcome> Reopen(ReopenRequest request, CancellationToken cancel);

    /// <summary>When and why a case was opened again, oldest first.</summary>
    Task<IReadOnlyList<ReopenedOnce>> Of(Guid ofCase, CancellationToken cancel);
}

/// <summary>The days of a closed case.</summary>
/// <param name="Until">The last instant at which it may be opened again.</param>
/// <param name="IsOver">Whether that has passed.</param>
public sealed record ReopenTerm(DateTimeOffset Until, bool IsOver);

/// <summary>Somebody wants a case to go on.</summary>
/// <param name="Case">The case.</param>
/// <param name="Why">In their own words.</param>
/// <param name="By">Who: a colleague's name, or the channel through which the person came.</param>
/// <param name="ByPerson">Whether it is the case's person.</param>
/// <param name="ByMail">Whether it came by mail: then words of thanks alone open nothing.</param>
/// <param name="Key">Idempotency key.</param>
public sealed record ReopenRequest(Guid Case, string Why, string By, bool ByPerson, bool ByMail, string Key);

/// <summary>What came of it.</summary>
public enum ReopenOutcome
{
    /// <summary>It is open again.</summary>
    Reopened,

    /// <summary>It was open.</summary>
    WasOpen,

    /// <summary>The days are over: a new request is needed.</summary>
    TooLate,

    /// <summary>Its type is never opened again: a new request is needed.</summary>
    Never,

    /// <summary>It only said thanks.</summary>
    OnlyThanks,
}

/// <summary>A case that was opened again: what it said, and the run that goes on with it.</summary>
public sealed record ReopenedOnce(DateTimeOffset At, string By, bool ByPerson, string Why, Guid Run)
{
    /// <summary>What is said to who asked for it.</summary>
    public static Bilingual TooLate(string folio) => new(
        $"El plazo para reabrir {folio} terminó: ingrese un nuevo requerimiento.", $"The days to reopen {folio} are over: file a new request.");
}

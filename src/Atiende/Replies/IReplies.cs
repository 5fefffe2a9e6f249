using Atiende.Values;

namespace Atiende.Replies;

/// <summary>Mail that comes in: answers to what was sent about cases, and what belongs to none.</summary>
public interface IReplies
{
    /// <summary>Mails by state, newest first; senders masked.</summary>
    /// <param name="state">Only these, or all.</param>
    /// <param name="page">The page, from 1; <see cref="PageSize"/> a page.</param>
    /// <param name="cancel">Stops it.</param>
    Task<IncomingPage> List(IncomingState? state, int page, CancellationToken cancel);

    /// <summary>Mails a page.</summary>
    const int PageSize = 50;

    /// <summary>How many belong to no case and wait for someone to say to which.</summary>
    Task<int> CountWaiting(CancellationToken cancel);

    /// <summary>One mail, whole.</summary>
    Task<IncomingDetails?> Find(Guid id, CancellationToken cancel);

    /// <summary>Gives a mail that waits to a case, with its files.</summary>
    /// <param name="id">The mail.</param>
    /// <param name="folio">The case's folio.</param>
    /// <param name="ofPerson">Whether the case's person wrote it: then they see it as theirs on the portal.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What is wrong; null where it was done.</returns>
    Task<Bilingual?> Assign(Guid id, string folio, bool ofPerson, string by, CancellationToken cancel);

    /// <summary>Takes a mail off the list: it belongs to no case.</summary>
    Task Dismiss(Guid id, string by, CancellationToken cancel);
}

/// <summary>What became of a mail that came in.</summary>
public enum IncomingState
{
    /// <summary>It belongs to no case that can be told, and waits.</summary>
    Waiting,

    /// <summary>A case has it.</summary>
    Taken,

    /// <summary>A machine wrote it: noted, not answered.</summary>
    Machine,

    /// <summary>Our own mail that came back.</summary>
    Own,

    /// <summary>Somebody saw that it belongs to no case.</summary>
    Dismissed,
}

/// <summary>A mail in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was read.</param>
/// <param name="From">Who sent it; masked in lists.</param>
/// <param name="FromName">What they call themselves.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="State">What became of it.</param>
/// <param name="Case">The case that has it.</param>
/// <param name="Why">Why it is not a case's, by a code that has its words in the texts.</param>
/// <param name="Copies">How often it came again.</param>
public sealed record IncomingSummary(Guid Id, DateTimeOffset At, string From, string FromName, string Subject, IncomingState State, Guid? Case, string? Why, int Copies);

/// <summary>A mail, whole: its words before anything was cut off, the names of its files, and who saw to it.</summary>
public sealed record IncomingDetails(IncomingSummary Summary, string Text, IReadOnlyList<string> Files, string? SeenTo);

/// <summary>A page of mails.</summary>
public sealed record IncomingPage(IReadOnlyList<IncomingSummary> Items, int Total);

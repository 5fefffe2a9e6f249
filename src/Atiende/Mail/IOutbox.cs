namespace Atiende.Mail;

/// <summary>Mail that must go out: stored with the change that asks for it, sent after it, at least once, retried with back-off.</summary>
public interface IOutbox
{
    /// <summary>Puts a message in; once for each key. Takes part in the caller's transaction.</summary>
    Task<Guid> Put(MailMessage message, CancellationToken cancel);

    /// <summary>Messages by state, newest first; addresses masked.</summary>
    /// <param name="state">Only these, or all.</param>
    /// <param name="page">The page, from 1; <see cref="PageSize"/> a page.</param>
    /// <param name="cancel">Stops it.</param>
    Task<MailPage> List(MailState? state, int page, CancellationToken cancel);

    /// <summary>Messages a page.</summary>
    const int PageSize = 50;

    /// <summary>How many failed for good and wait for someone to see to them.</summary>
    Task<int> CountFailed(CancellationToken cancel);

    /// <summary>One message, whole.</summary>
    Task<MailDetails?> Find(Guid id, CancellationToken cancel);

    /// <summary>What was sent about a case, newest first; addresses masked.</summary>
    Task<IReadOnlyList<CaseMail>> OfCase(Guid ofCase, CancellationToken cancel);

    /// <summary>The message that went out under a Message-ID, given without its brackets; null where it is none of this organisation's.</summary>
    Task<SentMail?> ByMessageId(string messageId, CancellationToken cancel);

    /// <summary>Sends again what failed for good.</summary>
    Task SendAgain(Guid id, string by, CancellationToken cancel);
}

/// <summary>A message to send.</summary>
/// <param name="Key">Idempotency key; also its Message-ID.</param>
/// <param name="ToName">Whom.</param>
/// <param name="ToAddress">Where; null where the receiver has no mailbox, and then it is shown as failed with that reason.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its words, plain; paragraphs by empty lines.</param>
/// <param name="Notice">The pack's notice it was made from.</param>
/// <param name="Run">The run that asked for it.</param>
/// <param name="DueAt">By when it must be sent.</param>
public sealed record MailMessage(
    string Key, string ToName, string? ToAddress, string Subject, string Text, string Notice, Guid? Run, DateTimeOffset? DueAt)
{
    /// <summary>The case it is about: its messages are one thread in a mailbox, and answers to them are the case's.</summary>
    public Guid? Case { get; init; }

    /// <summary>Whether it goes to the case's person, rather than to a colleague.</summary>
    public bool ToPerson { get; init; }

    /// <summary>Whether nobody wrote it: machines do not answer such a message (RFC 3834).</summary>
    public bool IsAutomatic { get; init; } = true;
}

/// <summary>A message about a case.</summary>
/// <param name="Summary">As in a list.</param>
/// <param name="Notice">The pack's notice it was made from.</param>
/// <param name="ToPerson">Whether it went to the case's person.</param>
public sealed record CaseMail(MailSummary Summary, string Notice, bool ToPerson);

/// <summary>A message that somebody answers: its case, whether it went to the case's person, and where.</summary>
public sealed record SentMail(Guid Id, Guid? Case, bool ToPerson, string? ToAddress);

/// <summary>Where a message stands.</summary>
public enum MailState
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>A message in a list.</summary>
public sealed record MailSummary(Guid Id, string ToName, string? ToAddress, string Subject, MailState State, int Tries, DateTimeOffset At, DateTimeOffset? SentAt, string? Problem);

/// <summary>A message, whole.</summary>
/// <param name="Summary">As in a list, with the address unmasked.</param>
/// <param name="Text">Its words.</param>
/// <param name="Notice">The pack's notice it was made from.</param>
/// <param name="Run">The run that asked for it.</param>
/// <param name="DueAt">By when it must be sent.</param>
/// <param name="NextTryAt">When it is tried next, while it waits.</param>
/// <param name="AgainBy">Who last had it sent again.</param>
public sealed record MailDetails(
    MailSummary Summary, string Text, string Notice, Guid? Run, DateTimeOffset? DueAt, DateTimeOffset NextTryAt, string? AgainBy);

/// <summary>A page of messages.</summary>
public sealed record MailPage(IReadOnlyList<MailSummary> Items, int Total);

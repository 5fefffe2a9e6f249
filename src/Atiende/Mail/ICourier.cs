namespace Atiende.Mail;

/// <summary>Takes a message out of the house.</summary>
internal interface ICourier
{
    /// <summary>Returns once the message is accepted by whoever is next responsible for it.</summary>
    /// <exception cref="MailRefusedException">It was not accepted.</exception>
    Task Send(Letter letter, CancellationToken cancel);
}

/// <summary>A message as it goes out.</summary>
/// <param name="Id">Its id in the outbox.</param>
/// <param name="MessageId">Its Message-ID, without the angle brackets: the same at each try.</param>
/// <param name="FromName">The organisation.</param>
/// <param name="FromAddress">The sender's mailbox.</param>
/// <param name="ToName">Whom.</param>
/// <param name="ToAddress">Where.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its words.</param>
/// <param name="Date">When it was put in.</param>
internal sealed record Letter(
    Guid Id, string MessageId, string FromName, string FromAddress, string ToName, string ToAddress, string Subject, string Text,
    DateTimeOffset Date)
{
    /// <summary>The same words as HTML; null for plain text alone.</summary>
    public string? Html { get; init; }

    /// <summary>The Message-ID of its thread, without brackets: all that is written about a case stands together in a mailbox.</summary>
    public string? Thread { get; init; }

    /// <summary>Where answers go, where that is not the sender's mailbox.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Whether nobody wrote it.</summary>
    public bool IsAutomatic { get; init; } = true;
}

/// <summary>A message was not accepted.</summary>
/// <param name="problem">Why; no personal data.</param>
/// <param name="forGood">Whether trying again as it is would be of no use.</param>
/// <param name="inner">What it came from.</param>
internal sealed class MailRefusedException(string problem, bool forGood, Exception? inner = null) : Exception(problem, inner)
{
    /// <summary>Whether trying again as it is would be of no use.</summary>
    public bool ForGood { get; } = forGood;
}

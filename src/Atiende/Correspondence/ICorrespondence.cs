using Atiende.Cases;
using Atiende.Values;

namespace Atiende.Correspondence;

/// <summary>What is written about a case besides its procedure: notes among colleagues, what its person is written to, and what comes back.</summary>
public interface ICorrespondence
{
    /// <summary>A case's letters, oldest first.</summary>
    Task<IReadOnlyList<CaseLetter>> Of(Guid ofCase, CancellationToken cancel);

    /// <summary>The question that the case's person has not answered yet; null where none waits.</summary>
    Task<CaseLetter?> Asked(Guid ofCase, CancellationToken cancel);

    /// <summary>Whom a case's letters go to; null where its type says nothing of writing, or no mailbox is known.</summary>
    Task<LetterReceiver?> Receiver(Guid ofCase, CancellationToken cancel);

    /// <summary>Keeps a note that colleagues read and the person never does. Once for each key.</summary>
    /// <exception cref="LetterRefusedException">It says nothing, or too much.</exception>
    Task Note(LetterDraft note, CancellationToken cancel);

    /// <summary>Takes away a note that its member put on cases by mistake. Takes part in the caller's transaction.</summary>
    /// <returns>Whether it was there.</returns>
    Task<bool> TakeNoteBack(string key, string member, CancellationToken cancel);

    /// <summary>Writes to the case's person by mail. Once for each key.</summary>
    /// <param name="letter">What is written.</param>
    /// <param name="asks">Whether it asks for something: the portal then shows it until it is answered.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LetterRefusedException">It says nothing, or too much, or nobody can be written to; says why.</exception>
    Task Write(LetterDraft letter, bool asks, CancellationToken cancel);

    /// <summary>
    /// Keeps what came in about a case and tells who works on it. What the person says is in the case's history too. Once for each key; takes
    /// part in the caller's transaction.
    /// </summary>
    /// <returns>Whether it is new.</returns>
    Task<bool> Hear(LetterHeard heard, CancellationToken cancel);

    /// <summary>
    /// Keeps what the person answered to a colleague: by telephone, on paper, in person. It is theirs as if they had written it, and clocks that
    /// waited for it run again. Once for each key.
    /// </summary>
    /// <exception cref="LetterRefusedException">It says nothing, or too much.</exception>
    Task Answered(LetterDraft answer, LetterChannel through, CancellationToken cancel);

    /// <summary>Takes back what the person was asked: it is waited for no more, and their page says so. Once for each key; the words may be empty.</summary>
    Task TakeBack(LetterDraft why, CancellationToken cancel);

    /// <summary>The mail addresses by which the case's person is known, as they are compared.</summary>
    Task<IReadOnlySet<string>> Addresses(Guid ofCase, CancellationToken cancel);

    /// <summary>Sends the case's person a notice that nobody wrote, such as the question for an opinion. Takes part in the caller's transaction.</summary>
    /// <returns>Whether anybody can be written to.</returns>
    Task<bool> Send(string notice, Guid ofCase, string key, string link, CancellationToken cancel);

    /// <summary>A notice as a case's person gets it; null where there is no such notice of mail, or no such case.</summary>
    Task<NoticeInCase?> Fill(string notice, Guid ofCase, CancellationToken cancel);

    /// <summary>What a member has typed and not sent; null where nothing.</summary>
    Task<TypedLetter?> Draft(Guid ofCase, string member, CancellationToken cancel);

    /// <summary>Keeps what a member types into the letter of this key, until that letter is kept or sent.</summary>
    Task KeepDraft(Guid ofCase, string member, string key, TypedLetter typed, CancellationToken cancel);
}

/// <summary>What kind of letter it is.</summary>
public enum LetterKind
{
    /// <summary>A note among colleagues.</summary>
    Note,

    /// <summary>A message to the person.</summary>
    Message,

    /// <summary>A message that asks the person for something.</summary>
    Question,

    /// <summary>What the person says.</summary>
    FromPerson,

    /// <summary>What came by mail from somebody else: a colleague who answers a notice, or an address that is not the person's.</summary>
    FromOther,

    /// <summary>What a machine answered to our mail: an absence, a mailbox that does not take it.</summary>
    FromMachine,

    /// <summary>A question is taken back: its answer is not needed any more.</summary>
    TakenBack,
}

/// <summary>Through what it was written.</summary>
public enum LetterChannel
{
    Desk,
    Mail,
    Portal,
    Api,
    Telephone,
    Paper,
    InPerson,
}

/// <summary>A letter of a case.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Channel">Through what.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="Text">Its words.</param>
/// <param name="Mail">The message in the outbox that carries it.</param>
/// <param name="Incoming">The mail that brought it.</param>
public sealed record CaseLetter(Guid Id, DateTimeOffset At, LetterKind Kind, LetterChannel Channel, string By, string Text, Guid? Mail, Guid? Incoming)
{
    /// <summary>Whether the person reads it.</summary>
    public bool IsPublic => Kind is LetterKind.Message or LetterKind.Question or LetterKind.FromPerson;
}

/// <summary>Whom letters go to: the name, and the address, masked.</summary>
public sealed record LetterReceiver(string Name, string Masked);

/// <summary>A letter to be kept or sent.</summary>
/// <param name="Case">The case.</param>
/// <param name="Text">Its words.</param>
/// <param name="Member">The member who writes it.</param>
/// <param name="By">That member's name.</param>
/// <param name="Key">Idempotency key.</param>
public sealed record LetterDraft(Guid Case, string Text, string Member, string By, string Key);

/// <summary>What came in about a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Channel">Through what.</param>
/// <param name="By">From whom, for the people who read the case.</param>
/// <param name="Text">Its words.</param>
/// <param name="Key">Idempotency key.</param>
/// <param name="Incoming">The mail that brought it.</param>
public sealed record LetterHeard(Guid Case, LetterKind Kind, LetterChannel Channel, string By, string Text, string Key, Guid? Incoming)
{
    /// <summary>The member who wrote down what the person said; null where it came by itself.</summary>
    public string? Member { get; init; }
}

/// <summary>What is typed and not sent yet: the words, and what kind of letter they are to be.</summary>
public sealed record TypedLetter(string Text, LetterKind Kind);

/// <summary>A notice with a case's data.</summary>
/// <param name="Case">The case.</param>
/// <param name="Subject">The mail's subject.</param>
/// <param name="Text">Its words, plain.</param>
/// <param name="Html">The same as HTML, as it goes out.</param>
/// <param name="Unknown">Places for which the case has nothing.</param>
public sealed record NoticeInCase(CaseMatter Case, string Subject, string Text, string Html, IReadOnlyList<string> Unknown);

/// <summary>A letter that is not kept or sent; nothing was changed.</summary>
public sealed class LetterRefusedException(Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why, in both languages.</summary>
    public Bilingual Said { get; } = said;
}

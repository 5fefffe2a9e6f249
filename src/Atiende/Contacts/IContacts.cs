using Atiende.Values;

namespace Atiende.Contacts;

/// <summary>The people who are attended. Each reading of a person's record is logged with who read it and why.</summary>
public interface IContacts
{
    /// <summary>People whose document, telephone, mail or name answers the text; masked but for who may see them whole, best first.</summary>
    Task<IReadOnlyList<ContactSummary>> Search(string text, int most, CancellationToken cancel);

    /// <summary>One person, whole; the reading is logged.</summary>
    Task<ContactDetails?> Read(Guid id, string reader, string why, CancellationToken cancel);

    /// <summary>The person with this document, telephone or mail, or a new one. Takes part in the caller's transaction.</summary>
    /// <exception cref="ContactRefusedException">A document or telephone that is none: says which and why.</exception>
    Task<Guid> FindOrCreate(ContactDraft draft, string by, CancellationToken cancel);

    /// <summary>Adds to a person what was learned, without replacing what is known.</summary>
    /// <exception cref="ContactRefusedException">A document or telephone that is none, or a document that is another person's.</exception>
    Task Learn(Guid id, ContactDraft draft, string by, CancellationToken cancel);

    /// <summary>Names of people, for lists, masked but for who may see them whole; who is not there, or has no name, is not in it.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>Writes down a consent given or withdrawn; the last one of its kind holds.</summary>
    Task Consent(Guid id, string what, bool given, string by, CancellationToken cancel);

    /// <summary>Adds an internal note.</summary>
    Task AddNote(Guid id, string text, string by, CancellationToken cancel);
}

/// <summary>What is known of a person at first.</summary>
public sealed record ContactDraft(string? Name, string? Document, string? Telephone, string? Mail);

/// <summary>A person in a list: masked, but for the words of the name that were searched.</summary>
public sealed record ContactSummary(Guid Id, string Name, string? Document, string? Telephone, string? Mail);

/// <summary>A person, whole; what is doubtful about the document (a wrong check digit) is said beside it.</summary>
public sealed record ContactDetails(
    Guid Id, string? Name, string? DocumentKind, string? Document, IReadOnlyList<string> Telephones, IReadOnlyList<string> Mails,
    IReadOnlyList<ConsentView> Consents, IReadOnlyList<ContactNote> Notes, DateTimeOffset Since, Bilingual? DocumentDoubt = null);

/// <summary>A consent given or withdrawn.</summary>
public sealed record ConsentView(string What, bool Given, DateTimeOffset At, string By);

/// <summary>An internal note on a person.</summary>
public sealed record ContactNote(DateTimeOffset At, string By, string Text);

/// <summary>What was given cannot be a person's: says the field and what to change.</summary>
public sealed class ContactRefusedException(string field, Bilingual said) : Exception(said.Spanish)
{
    /// <summary>Why, in both languages.</summary>
    public Bilingual Said { get; } = said;

    /// <summary>The field at fault.</summary>
    public string Field { get; } = field;
}

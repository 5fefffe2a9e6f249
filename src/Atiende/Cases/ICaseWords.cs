namespace Atiende.Cases;

/// <summary>Lets what is said about a case, and kept elsewhere, find it: a message, a note, the text read from a page.</summary>
public interface ICaseWords
{
    /// <summary>From here on the case is found by the text's words too. Takes part in the caller's transaction.</summary>
    Task Hear(Guid id, string text, CancellationToken cancel);
}

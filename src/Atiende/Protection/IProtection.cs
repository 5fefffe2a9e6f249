using Atiende.Fabric;

namespace Atiende.Protection;

/// <summary>What people may ask of what is held of them: to have it, and to have it forgotten.</summary>
public interface IProtection
{
    /// <summary>All that is held of a person, as a ZIP: JSON, files, and a page to read; that it was handed out is written down.</summary>
    /// <returns>The file, from its beginning; it is gone when it is disposed.</returns>
    Task<Stream> Export(PersonalSubject subject, string by, string why, CancellationToken cancel);

    /// <summary>Writes down that a person asks for deletion, and tells who decides; once while it is not decided. Takes part in the caller's transaction.</summary>
    /// <returns>The request.</returns>
    Task<Guid> AskDeletion(DeletionAsked asked, CancellationToken cancel);
}

/// <summary>Somebody asks that what is held of them be deleted.</summary>
/// <param name="Contact">The person, where known as one.</param>
/// <param name="PortalPerson">The account of the portal that asks.</param>
/// <param name="Mail">Where the person is told.</param>
/// <param name="Why">What they say of it.</param>
/// <param name="To">Whose inbox it goes to: a role or unit.</param>
/// <param name="Title">The task's one line.</param>
/// <param name="Through">Through which door it came, as it is called.</param>
/// <param name="By">Who wrote it down.</param>
public sealed record DeletionAsked(Guid? Contact, Guid? PortalPerson, string? Mail, string? Why, string To, string Title, string Through, string By);

using Atiende.Packs.Model;
using Atiende.Values;
using Atiende.Values.IdentityDocuments;
using Atiende.Values.Telephones;

namespace Atiende.Contacts;

/// <summary>What a draft says of a person, read and normalised by the country's rules.</summary>
internal sealed record KnownBy(string? Name, IdentityDocument? Document, Telephone? Telephone, string? Mail)
{
    /// <summary>Reads a draft. A wrong check digit is kept, and told on the person's page; a wrong form is refused.</summary>
    /// <exception cref="ContactRefusedException">A part that is none of its kind.</exception>
    public static KnownBy Read(ContactDraft draft, PackIdentity of)
    {
        var name = Tidy(draft.Name);
        if (name?.Length > ContactTables.NameLength)
            throw new ContactRefusedException("name", new("El nombre tiene más de 200 caracteres: acórtelo.", "The name is longer than 200 characters: shorten it."));

        IdentityDocument? document = null;
        if (Tidy(draft.Document) is { } number && !IdentityDocument.TryParse(KindOf(of), number, out document, out var problem))
            throw new ContactRefusedException("document", problem.Message);

        Telephone? telephone = null;
        if (Tidy(draft.Telephone) is { } dialled && !Telephone.TryParse(of.Country, dialled, out telephone, out problem))
            throw new ContactRefusedException("telephone", problem.Message);

        string? mail = null;
        if (Tidy(draft.Mail) is { } address && !Emails.TryParse(address, out mail, out problem))
            throw new ContactRefusedException("mail", problem.Message);

        return new(name, document, telephone, mail);
    }

    /// <summary>The kind of document that the organisation's people carry.</summary>
    public static IdentityDocumentKind KindOf(PackIdentity of) =>
        Enum.TryParse<IdentityDocumentKind>(of.IdentityDocument, ignoreCase: true, out var kind) ? kind : IdentityDocument.KindOf(of.Country);

    private static string? Tidy(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

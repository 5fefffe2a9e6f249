using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Values;

namespace Atiende.Correspondence;

/// <summary>Whom a case is about, as mail reaches them: by what the case itself says, else by what is known of the person.</summary>
internal sealed class CasePerson(IContacts contacts)
{
    // Reading a person's record is logged; this is its reader and reason.
    private const string Reader = "correspondence";

    /// <summary>Name and mailbox; null where no mailbox is known.</summary>
    public async Task<(string Name, string Address)?> Of(CaseMatter matter, CancellationToken cancel)
    {
        var name = string.Join(' ', new[] { matter.Person("first-name"), matter.Person("last-name") }.OfType<string>());
        if (name.Length == 0) name = matter.Person("name") ?? "";
        if (matter.Person("mail") is { } own && Emails.TryParse(own, out _, out _)) return (name, own);
        if (matter.Contact is not { } contact || await contacts.Read(contact, Reader, matter.Folio, cancel) is not { Mails: [var first, ..] } known) return null;

        return (name.Length > 0 ? name : known.Name ?? "", first);
    }

    /// <summary>All mailboxes of the person, as they are compared.</summary>
    public async Task<IReadOnlySet<string>> Addresses(CaseMatter matter, CancellationToken cancel)
    {
        var known = matter.Contact is { } contact ? (await contacts.Read(contact, Reader, matter.Folio, cancel))?.Mails ?? [] : [];
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in known.Append(matter.Person("mail")))
            if (Emails.TryParse(address, out var key, out _)) keys.Add(key);
        return keys;
    }
}

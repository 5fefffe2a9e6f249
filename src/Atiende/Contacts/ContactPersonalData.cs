using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Contacts;

/// <summary>What is known of people as such; who is forgotten is gone whole.</summary>
internal sealed class ContactPersonalData(Db db) : IPersonalData
{
    public IReadOnlyCollection<string> Forgets =>
    [
        "Contacts.Name", "Contacts.DocumentKind", "Contacts.Document", "Contacts.DocumentShown", "Contacts.By",
        "ContactPoints.Kind", "ContactPoints.Key", "ContactPoints.Shown", "ContactWords.Word",
        "ContactConsents.What", "ContactConsents.By", "ContactConsents.Text", "ContactConsents.Version", "ContactConsents.Channel",
        "ContactNotes.By", "ContactNotes.Text",
    ];

    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        if (subject.Contacts.Count == 0) return;

        foreach (var known in await db.Set<Contact>().AsNoTracking().Where(c => subject.Contacts.Contains(c.Id)).Select(c => new { c.Name, c.Document }).ToListAsync(cancel))
            subject.Names.UnionWith(new[] { known.Name, known.Document }.Where(name => !string.IsNullOrWhiteSpace(name))!);
        subject.Mails.UnionWith(await db.Set<ContactPoint>().Where(p => subject.Contacts.Contains(p.ContactId) && p.Kind == PointKind.Mail).Select(p => p.Key).ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var parts = new List<HeldPart>();
        foreach (var contact in await db.Set<Contact>().AsNoTracking().Where(c => subject.Contacts.Contains(c.Id)).OrderBy(c => c.Since).ToListAsync(cancel))
        {
            var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => p.ContactId == contact.Id).OrderBy(p => p.Since).ToListAsync(cancel);
            var notes = await db.Set<ContactNoteRow>().AsNoTracking().Where(n => n.ContactId == contact.Id).OrderBy(n => n.At).ToListAsync(cancel);
            parts.Add(new("contact", new("Quién es", "Who it is"), Node(new
            {
                contact.Name,
                Document = contact.DocumentShown,
                Telephones = points.Where(p => p.Kind == PointKind.Telephone).Select(p => p.Shown),
                Mails = points.Where(p => p.Kind == PointKind.Mail).Select(p => p.Shown),
                contact.Since,
                Notes = notes.Select(n => new { n.At, n.Text }),
            })));
            var consents = await db.Set<ContactConsent>().AsNoTracking().Where(c => c.ContactId == contact.Id).OrderBy(c => c.At).ToListAsync(cancel);
            parts.Add(new("consents", new("Consentimientos", "Consents"), Node(consents.Select(c => new { c.What, c.Version, c.Channel, Accepted = c.Given, c.At }))));
        }

        return parts;
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var ids = subject.Contacts;
        await db.Set<ContactPoint>().Where(x => ids.Contains(x.ContactId)).ExecuteDeleteAsync(cancel);
        await db.Set<ContactWord>().Where(x => ids.Contains(x.ContactId)).ExecuteDeleteAsync(cancel);
        await db.Set<ContactConsent>().Where(x => ids.Contains(x.ContactId)).ExecuteDeleteAsync(cancel);
        await db.Set<ContactNoteRow>().Where(x => ids.Contains(x.ContactId)).ExecuteDeleteAsync(cancel);
        await db.Set<Contact>().Where(x => ids.Contains(x.Id)).ExecuteDeleteAsync(cancel);
    }

    private static JsonNode Node(object data) => JsonSerializer.SerializeToNode(data, JsonColumns.Options)!;
}

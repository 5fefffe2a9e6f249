using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values;
using Atiende.Values.IdentityDocuments;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Contacts;

/// <summary>The people's tables.</summary>
internal sealed class ContactStore(Db db, IOrganizations organizations, ContactSearch search, IPersonSight sight, IAudit audit, TimeProvider clock) : IContacts
{
    // Two who register one document at once collide once; a refusal that stays is the document's.
    private const int Tries = 3;

    public Task<IReadOnlyList<ContactSummary>> Search(string text, int most, CancellationToken cancel) => search.Search(text, most, cancel);

    public Task<ContactDetails?> Read(Guid id, string reader, string why, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, inner) is not { } contact) return null;

        // The reading is stored before the record is handed out.
        await audit.Write(new(reader, "contact.read", SubjectOf(id), why), inner);
        return await Details(contact, inner);
    }, cancel);

    public async Task<Guid> FindOrCreate(ContactDraft draft, string by, CancellationToken cancel)
    {
        var known = KnownBy.Read(draft, organizations.Current.Pack.Identity);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await db.Write(async inner =>
                {
                    var found = await Match(known, inner) ?? Create(by);
                    await Add(found, known, inner);
                    return found.Id;
                }, cancel);
            }
            catch (ContactRefusedException) when (attempt < Tries && db.Database.CurrentTransaction is null)
            {
                // Whoever registered the same document meanwhile is found the next time.
            }
        }
    }

    public Task Learn(Guid id, ContactDraft draft, string by, CancellationToken cancel)
    {
        var known = KnownBy.Read(draft, organizations.Current.Pack.Identity);
        return db.Write(async inner => await Add(await Existing(id, inner), known, inner), cancel);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        (await db.Set<Contact>().Where(c => ids.Contains(c.Id) && c.Name != null).Select(c => new { c.Id, c.Name }).ToListAsync(cancel))
            .ToDictionary(c => c.Id, c => sight.Whole ? c.Name! : Masking.Name(c.Name));

    public Task Consent(Guid id, string what, bool given, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        await Existing(id, inner);
        var now = clock.GetUtcNow();
        db.Add(new ContactConsent { Id = Guid.CreateVersion7(now), ContactId = id, What = Within(what, "consent", ContactTables.ConsentLength), Given = given, At = now, By = by });
    }, cancel);

    public Task AddNote(Guid id, string text, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        await Existing(id, inner);
        var now = clock.GetUtcNow();
        db.Add(new ContactNoteRow { Id = Guid.CreateVersion7(now), ContactId = id, Text = Within(text, "note", ContactTables.NoteLength), At = now, By = by });
    }, cancel);

    /// <summary>What the audit trail calls a person.</summary>
    internal static string SubjectOf(Guid id) => $"contact:{id}";

    // By document, then telephone, then mail: whoever shares a telephone but shows another document is somebody else.
    private async Task<Contact?> Match(KnownBy known, CancellationToken cancel)
    {
        var contacts = db.Set<Contact>();
        if (known.Document is { } document)
        {
            if (await contacts.FirstOrDefaultAsync(c => c.Document == document.Number && c.DocumentKind == document.Kind, cancel) is { } holder) return holder;
        }

        return await ByPoint(PointKind.Telephone, known.Telephone?.Key, known, cancel) ?? await ByPoint(PointKind.Mail, known.Mail, known, cancel);
    }

    private async Task<Contact?> ByPoint(PointKind kind, string? key, KnownBy known, CancellationToken cancel)
    {
        if (key is null) return null;

        var owners = await db.Set<ContactPoint>().Where(p => p.Key == key && p.Kind == kind).OrderBy(p => p.Since)
            .Join(db.Set<Contact>(), p => p.ContactId, c => c.Id, (_, c) => c).Take(20).ToListAsync(cancel);
        return owners.FirstOrDefault(owner => MayBe(owner, known));
    }

    // A household shares a telephone: a known document or name that says somebody else is not overruled by it.
    private static bool MayBe(Contact owner, KnownBy known) =>
        (known.Document is null || owner.Document is null)
        && (known.Name is null || owner.Name is null || Overlap(owner.Name, known.Name));

    private static bool Overlap(string one, string other)
    {
        var (words, others) = (NameWords.Of(one), NameWords.Of(other));
        return words.Count == 0 || others.Count == 0 || words.Intersect(others).Any();
    }

    private Contact Create(string by)
    {
        var now = clock.GetUtcNow();
        var contact = new Contact { Id = Guid.CreateVersion7(now), Since = now, By = by };
        db.Add(contact);
        return contact;
    }

    private async Task Add(Contact contact, KnownBy known, CancellationToken cancel)
    {
        if (known.Document is { } document && contact.Document is null)
        {
            if (await db.Set<Contact>().AnyAsync(c => c.Document == document.Number && c.DocumentKind == document.Kind && c.Id != contact.Id, cancel))
                throw new ContactRefusedException("document", new("Este documento es de otra persona registrada: búsquela por él.", "This document is another person's on record: search by it."));

            (contact.DocumentKind, contact.Document, contact.DocumentShown) = (document.Kind, document.Number, document.Display);
        }

        if (known.Name is { } name && contact.Name is null)
        {
            contact.Name = name;
            foreach (var word in NameWords.Of(name)) db.Add(new ContactWord { Word = word, ContactId = contact.Id });
        }

        if (known.Telephone is { } telephone)
            await AddPoint(contact, PointKind.Telephone, telephone.Key, telephone.Display(organizations.Current.Pack.Identity.Country), cancel);
        if (known.Mail is { } mail) await AddPoint(contact, PointKind.Mail, mail, mail, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task AddPoint(Contact contact, PointKind kind, string key, string shown, CancellationToken cancel)
    {
        // Who is new has none.
        if (db.Entry(contact).State is not EntityState.Added && await db.Set<ContactPoint>().AnyAsync(p => p.ContactId == contact.Id && p.Kind == kind && p.Key == key, cancel)) return;

        db.Add(new ContactPoint { ContactId = contact.Id, Kind = kind, Key = key, Shown = shown, Since = clock.GetUtcNow() });
    }

    private async Task<Contact> Existing(Guid id, CancellationToken cancel) =>
        await db.Set<Contact>().FirstOrDefaultAsync(c => c.Id == id, cancel)
        ?? throw new ContactRefusedException("id", new("Esa persona no existe en esta organización.", "There is no such person in this organisation."));

    private static string Within(string text, string field, int most) => text.Trim() switch
    {
        "" => throw new ContactRefusedException(field, new("Escriba un texto.", "Write a text.")),
        var tidy when tidy.Length > most => throw new ContactRefusedException(field, new($"El texto tiene más de {most} caracteres: acórtelo.", $"The text is longer than {most} characters: shorten it.")),
        var tidy => tidy,
    };

    private async Task<ContactDetails> Details(Contact contact, CancellationToken cancel)
    {
        var points = await db.Set<ContactPoint>().AsNoTracking().Where(p => p.ContactId == contact.Id).OrderBy(p => p.Since).ToListAsync(cancel);
        var consents = await db.Set<ContactConsent>().Where(c => c.ContactId == contact.Id).OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .Select(c => new ConsentView(c.What, c.Given, c.At, c.By)).ToListAsync(cancel);
        var notes = await db.Set<ContactNoteRow>().Where(n => n.ContactId == contact.Id).OrderByDescending(n => n.At).ThenByDescending(n => n.Id)
            .Select(n => new ContactNote(n.At, n.By, n.Text)).ToListAsync(cancel);
        var read = contact.DocumentKind is { } kind && IdentityDocument.TryParse(kind, contact.DocumentShown, out var document, out _) ? document : null;
        return new(contact.Id, contact.Name, contact.DocumentKind?.ToString(), contact.DocumentShown,
            [.. points.Where(p => p.Kind == PointKind.Telephone).Select(p => p.Shown)], [.. points.Where(p => p.Kind == PointKind.Mail).Select(p => p.Shown)],
            consents, notes, contact.Since, read?.CheckDigitProblem?.Message);
    }
}

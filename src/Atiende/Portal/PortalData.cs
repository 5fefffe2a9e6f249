using System.Collections.Immutable;
using System.Text.Json;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Procedures.Language;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>A person's own data: seen, corrected, handed out whole, and asked to be deleted.</summary>
internal sealed class PortalData(
    Db db, PortalHere here, PortalRecords records, PortalFollowing following, IContacts contacts, IInbox inbox, IAudit audit, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new(JsonColumns.Options) { WriteIndented = true };

    /// <summary>The fields that a person corrects alone: not what they sign in with, nor the document, by which they are known elsewhere.</summary>
    public IReadOnlyList<Field> Correctable =>
        [.. records.Fields.Where(f => !f.Secret && f.Id.Value != here.Portal.Registration.Terms.Value && !IsFixed(f))];

    /// <summary>The fields that the channel corrects when it is asked to.</summary>
    public IReadOnlyList<Field> Fixed => [.. records.Fields.Where(IsFixed)];

    /// <summary>Keeps what was corrected, here and in the record that procedures look up; the contact learns it.</summary>
    public async Task Correct(PortalForm form, CancellationToken cancel)
    {
        var id = here.PersonId;
        await db.Write(async inner =>
        {
            var person = await db.Set<PortalPerson>().SingleAsync(p => p.Id == id, inner);
            var given = person.Given.ToBuilder();
            foreach (var field in Correctable)
            {
                if (form.Values.TryGetValue(field.Id, out var value)) given[field.Id] = value;
                else given.Remove(field.Id);
            }

            person.Given = given.ToImmutable();
            var by = PortalHere.Origin(person.Id);
            await contacts.Learn(person.ContactId, new(null, null, records.Part(person.Given, "phone"), null), by, inner);
            await records.Save(person, inner);
            await audit.Write(new(by, "portal.corrected", $"portal:{person.Id}", ""), inner);
        }, cancel);
    }

    /// <summary>Everything that is held of the person, as JSON. Of a contact that was there before only what the account itself says: a document that was typed proves nothing.</summary>
    public async Task<byte[]> All(CancellationToken cancel)
    {
        var person = await here.Person(cancel);
        var by = PortalHere.Origin(person.Id);
        var contact = await contacts.Read(person.ContactId, by, "portal: download", cancel);
        var mine = await following.Mine(person.Id, cancel);
        var opinions = await db.Set<PortalOpinionRow>().AsNoTracking().Where(o => o.PersonId == person.Id).ToListAsync(cancel);
        var requests = new List<object>();
        foreach (var one in mine)
        {
            requests.Add(new
            {
                one.Folio,
                State = one.StateName,
                one.OpenedAt,
                one.ClosedAt,
                one.DueAt,
                Given = one.Given.ToDictionary(f => f.Id, f => f.Value),
                Answers = one.Answers.ToDictionary(f => f.Id, f => f.Value),
                Events = one.Events.Select(e => new { e.At, e.What }),
                Files = (await following.Files(one.Id, cancel)).Select(f => new { f.Name, f.MediaType, f.Size, f.At }),
                Opinion = opinions.Where(o => o.CaseId == one.Id).Select(o => new { o.Answer, o.Comment, o.At }).FirstOrDefault(),
            });
        }

        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            Organization = here.Organization.Pack.Identity.Name,
            At = clock.GetUtcNow(),
            Account = new
            {
                person.Mail,
                person.RegisteredAt,
                person.TermsVersion,
                person.DeletionAskedAt,
                Data = person.Given.ToDictionary(g => g.Key, g => g.Value.ToText()),
            },
            Consents = contact?.Consents.Where(c => c.By == by).Select(c => new { c.What, c.Given, c.At }),
            Contact = person.ContactIsOwn && contact is not null
                ? new { contact.Name, contact.Document, contact.Telephones, contact.Mails, contact.Since, Notes = contact.Notes.Select(n => new { n.At, n.Text }) } : null,
            Requests = requests,
        }, Readable);
    }

    /// <summary>Asks the administrator to delete the person's data; once, however often it is asked.</summary>
    public async Task AskDeletion(string why, CancellationToken cancel)
    {
        var id = here.PersonId;
        await db.Write(async inner =>
        {
            var person = await db.Set<PortalPerson>().SingleAsync(p => p.Id == id, inner);
            if (person.DeletionAskedAt is not null) return;

            person.DeletionAskedAt = clock.GetUtcNow();
            var by = PortalHere.Origin(person.Id);
            var called = here.Organization.Pack.Identity.PersonCalled;
            await inbox.Put(new($"{by}:deletion", TaskKind.HandOver, $"{here.Portal.Name}: un {called} pide que se eliminen sus datos", why.Trim() is { Length: > 0 } said ? said : null,
                here.Portal.DataRequestsTo, null, null, null, null,
                ImmutableSortedDictionary<string, Datum>.Empty, null, null, person.ContactId, here.Portal.Name), inner);
            await audit.Write(new(by, "portal.deletion-asked", $"portal:{person.Id}", ""), inner);
        }, cancel);
    }

    private bool IsFixed(Field field) => field.Id.Value == records.FieldOf("mail") || field.Id.Value == records.FieldOf("document");
}

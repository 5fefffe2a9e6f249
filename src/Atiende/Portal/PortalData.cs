using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Procedures.Language;
using Atiende.Protection;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>A person's own data: seen, corrected, handed out whole, and asked to be deleted.</summary>
internal sealed class PortalData(
    Db db, PortalHere here, PortalRecords records, IProtection protection, IContacts contacts, IAudit audit, TimeProvider clock)
{
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

    /// <summary>
    /// Everything that is held of the person, as a ZIP. Of a contact that was there before only what the account itself says: a document that
    /// was typed proves nothing.
    /// </summary>
    public async Task<Stream> All(CancellationToken cancel)
    {
        var person = await here.Person(cancel);
        var subject = new PersonalSubject();
        subject.PortalPeople.Add(person.Id);
        return await protection.Export(subject, PortalHere.Origin(person.Id), "portal: download", cancel);
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
            await protection.AskDeletion(new(person.ContactIsOwn ? person.ContactId : null, person.Id, person.Mail, why, here.Portal.DataRequestsTo,
                $"{here.Portal.Name}: un {called} pide que se eliminen sus datos", here.Portal.Name, by), inner);
        }, cancel);
    }

    private bool IsFixed(Field field) => field.Id.Value == records.FieldOf("mail") || field.Id.Value == records.FieldOf("document");
}

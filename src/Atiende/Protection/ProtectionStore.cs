using System.Collections.Immutable;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Protection;

/// <summary>What people ask of their data.</summary>
internal sealed class ProtectionStore(Db db, PersonalFile file, IInbox inbox, IAudit audit, TimeProvider clock) : IProtection
{
    public async Task<Stream> Export(PersonalSubject subject, string by, string why, CancellationToken cancel)
    {
        var about = subject.PortalPeople.Select(id => $"portal:{id}").Concat(subject.Contacts.Select(id => $"contact:{id}")).First();
        // Written down before it is handed out.
        await audit.Write(new(by, "person.exported", about, why), cancel);
        return await file.Write(subject, cancel);
    }

    public Task<Guid> AskDeletion(DeletionAsked asked, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<DeletionRequest>().FirstOrDefaultAsync(
            r => r.State == DeletionState.Asked && (asked.PortalPerson != null ? r.PortalPersonId == asked.PortalPerson : r.ContactId == asked.Contact), inner) is { } there) return there.Id;

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var why = asked.Why?.Trim() is { Length: > 0 } said ? said.Length > DeletionTable.WhyLength ? said[..DeletionTable.WhyLength] : said : null;
        var task = await inbox.Put(new($"deletion:{id}", TaskKind.HandOver, asked.Title, why, asked.To, null, null, null, null,
            ImmutableSortedDictionary<string, Datum>.Empty, null, null, asked.Contact, asked.Through), inner);
        db.Add(new DeletionRequest
        {
            Id = id,
            ContactId = asked.Contact,
            PortalPersonId = asked.PortalPerson,
            AskedAt = now,
            Through = asked.Through,
            By = asked.By,
            Mail = asked.Mail,
            Why = why,
            TaskId = task,
            State = DeletionState.Asked,
        });
        await audit.Write(new(asked.By, "deletion.asked", asked.PortalPerson is { } portal ? $"portal:{portal}" : $"contact:{asked.Contact}", asked.Through), inner);
        return id;
    }, cancel);
}

using System.Text.Json;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Portal;

/// <summary>Accounts of the portal: gone whole with the person; what was thought of an answer stays as a figure.</summary>
internal sealed class PortalPersonalData(Db db, TimeProvider clock) : IPersonalData, IRetained, IKeepsContacts, IHearsOfRefusals
{
    public IReadOnlyCollection<string> Forgets =>
    [
        "PortalPeople.Mail", "PortalPeople.PasswordHash", "PortalPeople.Stamp", "PortalPeople.Given", "PortalPeople.TermsVersion",
        "PortalPeople.FactorSecret", "PortalPeople.FactorPending", "PortalPeople.FactorCodes", "PortalMailChanges.TokenHash", "PortalMailChanges.Mail",
        "PortalRegistrations.TokenHash", "PortalRegistrations.Mail", "PortalRegistrations.PasswordHash", "PortalRegistrations.Given", "PortalRegistrations.TermsVersion",
        "PortalRecoveries.TokenHash", "PortalOpinions.Comment",
    ];

    public string Kind => "unconfirmed-accounts";

    public IQueryable<Guid> Kept(DateTimeOffset before) => db.Set<PortalPerson>().Select(p => p.ContactId);

    // A contact that was there before was only found by what was typed: what is known of it elsewhere is another's.
    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        var people = await db.Set<PortalPerson>().AsNoTracking()
            .Where(p => subject.PortalPeople.Contains(p.Id) || (p.ContactIsOwn && subject.Contacts.Contains(p.ContactId)))
            .Select(p => new { p.Id, p.Mail, p.ContactId, p.ContactIsOwn }).ToListAsync(cancel);
        foreach (var person in people)
        {
            subject.PortalPeople.Add(person.Id);
            subject.Mails.Add(person.Mail);
            if (person.ContactIsOwn) subject.Contacts.Add(person.ContactId);
        }
    }

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var parts = new List<HeldPart>();
        foreach (var person in await db.Set<PortalPerson>().AsNoTracking().Where(p => subject.PortalPeople.Contains(p.Id)).ToListAsync(cancel))
        {
            parts.Add(new("account", new("Cuenta del portal", "Account of the portal"), JsonSerializer.SerializeToNode(new
            {
                person.Mail,
                person.RegisteredAt,
                person.TermsVersion,
                person.DeletionAskedAt,
                Data = person.Given.ToDictionary(g => g.Key, g => g.Value.ToText()),
            }, JsonColumns.Options)!));
        }

        var opinions = await db.Set<PortalOpinionRow>().AsNoTracking().Where(o => subject.PortalPeople.Contains(o.PersonId)).OrderBy(o => o.At).ToListAsync(cancel);
        if (opinions.Count > 0)
        {
            parts.Add(new("opinions", new("Opiniones", "Opinions"), JsonSerializer.SerializeToNode(
                opinions.Select(o => new { o.At, o.Answer, o.Comment }), JsonColumns.Options)!));
        }

        return parts;
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var ids = subject.PortalPeople;
        await db.Set<PortalOpinionRow>().Where(o => ids.Contains(o.PersonId) || subject.Cases.Contains(o.CaseId))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Comment, "").SetProperty(o => o.PersonId, Guid.Empty), cancel);
        await db.Set<PortalRecovery>().Where(r => ids.Contains(r.PersonId)).ExecuteDeleteAsync(cancel);
        await db.Set<PortalMailChange>().Where(c => ids.Contains(c.PersonId)).ExecuteDeleteAsync(cancel);
        var mails = await db.Set<PortalPerson>().Where(p => ids.Contains(p.Id)).Select(p => p.Mail).ToListAsync(cancel);
        await db.Set<PendingRegistration>().Where(r => mails.Contains(r.Mail)).ExecuteDeleteAsync(cancel);
        await db.Set<PortalPerson>().Where(p => ids.Contains(p.Id)).ExecuteDeleteAsync(cancel);
    }

    public Task Refused(Guid? portalPerson, CancellationToken cancel) =>
        db.Set<PortalPerson>().Where(p => p.Id == portalPerson).ExecuteUpdateAsync(set => set.SetProperty(p => p.DeletionAskedAt, (DateTimeOffset?)null), cancel);

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Write(async inner =>
    {
        // Links and counts that are over are nobody's any more; they are no part of the report.
        var now = clock.GetUtcNow();
        await db.Set<PortalRecovery>().Where(r => r.ExpiresAt < now).ExecuteDeleteAsync(inner);
        await db.Set<PortalMailChange>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(inner);
        await db.Set<PortalTry>().Where(t => t.Until < now).ExecuteDeleteAsync(inner);
        var some = await Due(rule).OrderBy(r => r.At).Select(r => r.TokenHash).Take(most).ToListAsync(inner);
        return await db.Set<PendingRegistration>().Where(r => some.Contains(r.TokenHash)).ExecuteDeleteAsync(inner);
    }, cancel);

    private IQueryable<PendingRegistration> Due(RetentionRule rule) => db.Set<PendingRegistration>().AsNoTracking().Where(r => r.At < rule.Before);
}

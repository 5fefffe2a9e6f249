using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Contacts;

/// <summary>People of whom nothing is open or lately done: no room has anything of theirs since the period began.</summary>
internal sealed class ContactRetention(Db db, IServiceProvider services, IEnumerable<IKeepsContacts> keepers) : IRetained
{
    public string Kind => "contacts-without-cases";

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Forget(async inner =>
    {
        var subject = new PersonalSubject();
        subject.Contacts.UnionWith(await Due(rule).OrderBy(c => c.Since).Select(c => c.Id).Take(most).ToListAsync(inner));
        if (subject.Contacts.Count == 0) return 0;

        await PersonalRooms.Forget(services, subject, inner);
        return subject.Contacts.Count;
    }, cancel);

    private IQueryable<Contact> Due(RetentionRule rule)
    {
        var due = db.Set<Contact>().AsNoTracking().Where(c => c.Since < rule.Before);
        foreach (var keeper in keepers)
        {
            var kept = keeper.Kept(rule.Before);
            due = due.Where(c => !kept.Any(id => id == c.Id));
        }

        return due;
    }
}

using System.Collections.Immutable;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Protection;

/// <summary>Requests for deletion: what would go, carried out or refused; the person is told by mail either way.</summary>
internal sealed class Deletions(Db db, IServiceProvider services, IOrganizations organizations, IInbox inbox, IOutbox outbox, IAudit audit, TimeProvider clock) : IPersonalData
{
    // So many are listed, newest first.
    private const int Most = 200;

    public IReadOnlyCollection<string> Forgets => ["DeletionRequests.Mail", "DeletionRequests.Why", "DeletionRequests.By"];

    public async Task<IReadOnlyList<DeletionRequest>> List(CancellationToken cancel) =>
        await db.Set<DeletionRequest>().AsNoTracking().OrderByDescending(r => r.AskedAt).Take(Most).ToListAsync(cancel);

    public Task<int> CountAsked(CancellationToken cancel) => db.Set<DeletionRequest>().CountAsync(r => r.State == DeletionState.Asked, cancel);

    public Task<DeletionRequest?> Find(Guid id, CancellationToken cancel) => db.Set<DeletionRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel);

    /// <summary>What would be dropped, and what stands in the way.</summary>
    public async Task<(ImmutableSortedDictionary<string, int> Drops, IReadOnlyList<string> Obstacles)> Plan(DeletionRequest request, CancellationToken cancel)
    {
        var subject = Of(request);
        await PersonalRooms.Gather(services, subject, cancel);
        return (Counts(subject), await Obstacles(subject, cancel));
    }

    /// <summary>Carries it out.</summary>
    /// <returns>What stands in the way, where something does: nothing was dropped.</returns>
    public Task<IReadOnlyList<string>> Carry(Guid id, string by, CancellationToken cancel) => db.Forget(async inner =>
    {
        if (await db.Set<DeletionRequest>().FirstOrDefaultAsync(r => r.Id == id && r.State == DeletionState.Asked, inner) is not { } request) return (IReadOnlyList<string>)[];

        var subject = Of(request);
        await PersonalRooms.Gather(services, subject, inner);
        if (await Obstacles(subject, inner) is { Count: > 0 } obstacles) return obstacles;

        var about = request.PortalPersonId is { } portal ? $"portal:{portal}" : $"contact:{request.ContactId}";
        await Decide(request, DeletionState.Done, by, null, inner);
        request.Dropped = Counts(subject);
        (request.ContactId, request.PortalPersonId) = (null, null);
        await db.SaveChangesAsync(inner);
        await PersonalRooms.Forget(services, subject, inner);
        await db.WasForgotten(ForgottenRow.Case, subject.Cases, clock.GetUtcNow(), $"deletion {id}", inner);
        await db.WasForgotten(ForgottenRow.Interaction, subject.Interactions, clock.GetUtcNow(), $"deletion {id}", inner);
        await audit.Write(new(by, "person.deleted", about, $"deletion:{id}"), inner);
        return [];
    }, cancel);

    /// <summary>Refuses it, with the reason that the person is told.</summary>
    public Task Refuse(Guid id, string reason, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        if (await db.Set<DeletionRequest>().FirstOrDefaultAsync(r => r.Id == id && r.State == DeletionState.Asked, inner) is not { } request) return;

        await Decide(request, DeletionState.Refused, by, reason, inner);
        await audit.Write(new(by, "deletion.refused", $"deletion:{id}", ""), inner);
        foreach (var room in services.GetServices<IHearsOfRefusals>()) await room.Refused(request.PortalPersonId, inner);
    }, cancel);

    public Task Forget(PersonalSubject subject, CancellationToken cancel) => db.Set<DeletionRequest>()
        .Where(r => (r.ContactId != null && subject.Contacts.Contains(r.ContactId.Value)) || (r.PortalPersonId != null && subject.PortalPeople.Contains(r.PortalPersonId.Value)))
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Mail, (string?)null).SetProperty(r => r.Why, (string?)null).SetProperty(r => r.By, "")
            .SetProperty(r => r.ContactId, (Guid?)null).SetProperty(r => r.PortalPersonId, (Guid?)null), cancel);

    private async Task Decide(DeletionRequest request, DeletionState state, string by, string? reason, CancellationToken cancel)
    {
        (request.State, request.DecidedAt, request.DecidedBy, request.Reason) = (state, clock.GetUtcNow(), by, reason);
        await Tell(request, cancel);
        if (request.TaskId is { } task && await inbox.Take(task, by, cancel)) await inbox.Finish(task, by, state.ToString(), cancel);
        if (state is DeletionState.Done) (request.Mail, request.Why, request.By) = (null, null, "");
    }

    // In the organisation's own language: who decides may read another.
    private async Task Tell(DeletionRequest request, CancellationToken cancel)
    {
        if (request.Mail is not { Length: > 0 } mail) return;

        var words = Texts.In(Texts.Spanish);
        var pack = organizations.Current.Pack;
        var name = pack.Portal?.Name ?? pack.Identity.ShortName;
        var kind = Texts.Kebab(request.State.ToString());
        var kept = string.Join("\n", (pack.Retention?.Kept ?? []).Select(k => $"- {k.What}: {k.Why}"));
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, words[$"protection.mail.{kind}.text"], name, request.Reason, kept);
        await outbox.Put(new($"deletion:{request.Id}:{kind}", mail, mail,
            string.Format(System.Globalization.CultureInfo.InvariantCulture, words[$"protection.mail.{kind}.subject"], name), text.Trim(), $"deletion:{kind}", null, null), cancel);
    }

    private async Task<IReadOnlyList<string>> Obstacles(PersonalSubject subject, CancellationToken cancel)
    {
        var obstacles = new List<string>();
        foreach (var room in services.GetServices<IPersonalData>()) obstacles.AddRange(await room.Obstacles(subject, cancel));
        return obstacles;
    }

    private static PersonalSubject Of(DeletionRequest request)
    {
        var subject = new PersonalSubject();
        // A contact that a registration only found by what was typed is not the account's to forget.
        if (request.PortalPersonId is { } person) subject.PortalPeople.Add(person);
        else if (request.ContactId is { } contact) subject.Contacts.Add(contact);
        return subject;
    }

    private static ImmutableSortedDictionary<string, int> Counts(PersonalSubject subject) => new Dictionary<string, int>
    {
        ["accounts"] = subject.PortalPeople.Count,
        ["people"] = subject.Contacts.Count,
        ["cases"] = subject.Cases.Count,
        ["attentions"] = subject.Interactions.Count,
        ["walks"] = subject.Runs.Count,
    }.Where(c => c.Value > 0).ToImmutableSortedDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
}

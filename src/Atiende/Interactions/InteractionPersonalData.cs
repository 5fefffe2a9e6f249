using System.Text.Json;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Interactions;

/// <summary>Attentions: whose they were and what was said goes; channel, line, times and how they ended stay.</summary>
internal sealed class InteractionPersonalData(Db db, TimeProvider clock) : IPersonalData, IRetained, IKeepsContacts
{
    // What these say is of the organisation itself.
    private static readonly InteractionEventKind[] Plain =
        [InteractionEventKind.Started, InteractionEventKind.Parked, InteractionEventKind.Resumed, InteractionEventKind.Assigned, InteractionEventKind.ProcedureStarted];

    public IReadOnlyCollection<string> Forgets => ["InteractionEvents.Text"];

    public string Kind => "attentions";

    public IQueryable<Guid> Kept(DateTimeOffset before) =>
        db.Set<Interaction>().Where(i => i.ContactId != null && (i.IsOpen || i.At >= before)).Select(i => i.ContactId!.Value);

    public async Task Gather(PersonalSubject subject, CancellationToken cancel)
    {
        if (subject.Contacts.Count > 0)
            subject.Interactions.UnionWith(await db.Set<Interaction>().Where(i => i.ContactId != null && subject.Contacts.Contains(i.ContactId.Value)).Select(i => i.Id).ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<string>> Obstacles(PersonalSubject subject, CancellationToken cancel) =>
        await db.Set<Interaction>().Where(i => subject.Interactions.Contains(i.Id) && i.IsOpen).OrderBy(i => i.At).Select(i => i.Folio).ToListAsync(cancel);

    public async Task<IReadOnlyList<HeldPart>> Held(PersonalSubject subject, CancellationToken cancel)
    {
        var held = await db.Set<Interaction>().AsNoTracking().Where(i => subject.Interactions.Contains(i.Id)).OrderBy(i => i.At).ToListAsync(cancel);
        return held.Count == 0 ? [] :
        [
            new("attentions", new("Atenciones", "Attentions"), JsonSerializer.SerializeToNode(
                held.Select(i => new { i.Folio, Channel = i.ChannelCalled ?? i.Channel.ToString(), i.Line, i.At, i.ClosedAt, i.Disposition }), JsonColumns.Options)!),
        ];
    }

    public async Task Forget(PersonalSubject subject, CancellationToken cancel)
    {
        var ids = subject.Interactions;
        await db.Set<InteractionEvent>().Where(e => ids.Contains(e.InteractionId) && !Plain.Contains(e.Kind)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Text, ""), cancel);
        await db.Set<Interaction>().Where(i => ids.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.ContactId, (Guid?)null), cancel);
    }

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Forget(async inner =>
    {
        var subject = new PersonalSubject();
        subject.Interactions.UnionWith(await Due(rule).OrderBy(i => i.ClosedAt).Select(i => i.Id).Take(most).ToListAsync(inner));
        if (subject.Interactions.Count == 0) return 0;

        await Forget(subject, inner);
        await db.WasForgotten(ForgottenRow.Interaction, subject.Interactions, clock.GetUtcNow(), $"{rule.Kind} {rule.Days}", inner);
        return subject.Interactions.Count;
    }, cancel);

    private IQueryable<Interaction> Due(RetentionRule rule) => db.Set<Interaction>().AsNoTracking()
        .Where(i => !i.IsOpen && i.ClosedAt < rule.Before && !db.Set<ForgottenRow>().Any(f => f.Kind == ForgottenRow.Interaction && f.Id == i.Id));
}

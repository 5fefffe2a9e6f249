using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Storage;
using Atiende.Values.Folios;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Atiende.Interactions;

/// <summary>The attentions' tables.</summary>
internal sealed class InteractionStore(
    Db db, IOrganizations organizations, IContacts contacts, InteractionSearch search, IFolios folios,
    IHints hints, TimeProvider clock) : IInteractions
{
    private static readonly FolioFormat Pattern =
        FolioFormat.TryParse("A-{year}-{number:000000}", out var format, out _) ? format : throw new InvalidOperationException();

    public Task<Guid> Start(InteractionStart start, CancellationToken cancel) => db.Write(async inner =>
    {
        var now = clock.GetUtcNow();
        var today = Instant.FromDateTimeOffset(now).InZone(organizations.Current.Times.Zone).Date;
        var id = start.Id ?? Guid.CreateVersion7(now);
        if (start.Id is not null && await db.Set<Interaction>().AnyAsync(i => i.Id == id, inner)) return id;

        if (start.Contact is { } contact) await Named(contact, inner);
        var folio = Pattern.Format(await folios.Next("interaction", today.Year, inner), today);
        db.Add(new Interaction
        {
            Id = id,
            Folio = folio,
            Channel = start.Channel,
            ChannelCalled = start.ChannelCalled,
            Line = start.Line,
            Outgoing = start.Outgoing,
            State = InteractionState.Answered,
            ContactId = start.Contact,
            Member = start.Member,
            Unit = start.Unit,
            At = now,
        });
        await Append(id, InteractionEventKind.Started, folio, start.Member, inner);
        return id;
    }, cancel);

    public Task<InteractionDetails?> Find(Guid id, CancellationToken cancel) => search.Find(id, cancel);

    public Task<IReadOnlyList<InteractionSummary>> OpenOf(string member, CancellationToken cancel) => search.OpenOf(member, cancel);

    public Task<IReadOnlyList<InteractionSummary>> Open(CancellationToken cancel) => search.Open(cancel);

    public Task<IReadOnlyList<InteractionSummary>> OfContact(Guid contact, int most, CancellationToken cancel) => search.OfContact(contact, most, cancel);

    public Task<InteractionPage> Search(InteractionFilter filter, CancellationToken cancel) => search.Search(filter, cancel);

    public Task SetContact(Guid id, Guid contact, string by, CancellationToken cancel) => Change(id, async (one, inner) =>
    {
        if (one.ContactId == contact) return;

        var name = await Named(contact, inner);
        one.ContactId = contact;
        await Append(id, InteractionEventKind.ContactKnown, name, by, inner);
    }, cancel);

    public Task Park(Guid id, bool parked, string by, CancellationToken cancel) => Change(id, async (one, inner) =>
    {
        if (!one.IsOpen || one.Parked == parked) return;

        one.Parked = parked;
        await Append(id, parked ? InteractionEventKind.Parked : InteractionEventKind.Resumed, "", by, inner);
    }, cancel);

    public Task Assign(Guid id, string member, CancellationToken cancel) => Change(id, async (one, inner) =>
    {
        if (one.Member == member) return;

        // Who attended a closed one stays; that another went on with its procedure is told all the same.
        if (one.IsOpen) one.Member = member;
        await Append(id, InteractionEventKind.Assigned, "", member, inner);
    }, cancel);

    public Task Note(Guid id, InteractionEventKind kind, string text, string by, CancellationToken cancel) =>
        Change(id, (_, inner) => Append(id, kind, text, by, inner), cancel);

    public Task Close(Guid id, string disposition, string? note, string by, CancellationToken cancel) => Change(id, async (one, inner) =>
    {
        if (!one.IsOpen) return;

        one.IsOpen = false;
        one.Parked = false;
        one.State = InteractionState.Closed;
        one.ClosedAt = clock.GetUtcNow();
        one.Disposition = disposition.Length > InteractionTables.DispositionLength ? disposition[..InteractionTables.DispositionLength] : disposition;
        await Append(id, InteractionEventKind.Closed, string.IsNullOrWhiteSpace(note) ? disposition : $"{disposition}: {note.Trim()}", by, inner);
    }, cancel);

    private Task Change(Guid id, Func<Interaction, CancellationToken, Task> change, CancellationToken cancel) => db.Write(async inner =>
    {
        var one = await db.Set<Interaction>().FirstOrDefaultAsync(i => i.Id == id, inner)
            ?? throw new KeyNotFoundException($"There is no interaction {id} in this organisation.");
        var (organization, before) = (organizations.Current.Id, one.Member);
        await change(one, inner);
        db.AfterCommit(() =>
        {
            foreach (var member in new[] { before, one.Member }.Distinct()) hints.Tell(organization, "desk", member);
        });
    }, cancel);

    // Numbers follow each other: of two writers at once the second finds its number taken, and the unit is run again.
    private async Task Append(Guid id, InteractionEventKind kind, string text, string by, CancellationToken cancel)
    {
        var last = await db.Set<InteractionEvent>().Where(e => e.InteractionId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;
        db.Add(new InteractionEvent
        {
            InteractionId = id,
            Number = last + 1,
            At = clock.GetUtcNow(),
            Kind = kind,
            Text = text.Length > InteractionTables.TextLength ? text[..InteractionTables.TextLength] : text,
            By = by,
        });
        await db.SaveChangesAsync(cancel);
        var organization = organizations.Current.Id;
        db.AfterCommit(() => hints.Tell(organization, "now"));
    }

    private async Task<string> Named(Guid contact, CancellationToken cancel) =>
        (await contacts.Names([contact], cancel)).GetValueOrDefault(contact, "");
}

using System.Linq.Expressions;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Interactions;

/// <summary>Finds attentions, those that the asker's unit may see, and lists them with the person's name masked.</summary>
internal sealed class InteractionSearch(Db db, IContacts contacts, IUnitSight sight)
{
    // People whose attentions are looked for when a text is searched.
    private const int PeopleMost = 200;

    private const int PageMost = 200;

    public async Task<InteractionDetails?> Find(Guid id, CancellationToken cancel)
    {
        if (await All.FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } found) return null;

        var events = await db.Set<InteractionEvent>().Where(e => e.InteractionId == id).OrderBy(e => e.Number)
            .Select(e => new InteractionEventView(e.At, e.Kind, e.Text, e.By)).ToListAsync(cancel);
        return new((await Summaries([found], cancel))[0], events);
    }

    public async Task<IReadOnlyList<InteractionSummary>> OpenOf(string member, CancellationToken cancel) =>
        await Summaries(await All.Where(i => i.IsOpen && i.Member == member).OrderBy(i => i.At).ThenBy(i => i.Id).ToListAsync(cancel), cancel);

    public async Task<IReadOnlyList<InteractionSummary>> Open(CancellationToken cancel) =>
        await Summaries(await Seen.Where(i => i.IsOpen).OrderBy(i => i.Member).ThenBy(i => i.At).ToListAsync(cancel), cancel);

    public async Task<IReadOnlyList<InteractionSummary>> OfContact(Guid contact, int most, CancellationToken cancel) =>
        await Summaries(await NewestFirst(Seen.Where(i => i.ContactId == contact)).Take(most).ToListAsync(cancel), cancel);

    public async Task<InteractionPage> Search(InteractionFilter filter, CancellationToken cancel)
    {
        var found = Seen;
        if (filter.OpenOnly) found = found.Where(i => i.IsOpen);
        if (filter.Channel is { } channel) found = found.Where(i => i.Channel == channel);
        if (filter.Line is { Length: > 0 } line) found = found.Where(i => i.Line == line);
        if (filter.Member is { Length: > 0 } member) found = found.Where(i => i.Member == member);
        if (filter.Disposition is { Length: > 0 } disposition) found = found.Where(i => i.Disposition == disposition);
        if (filter.From is { } from) found = found.Where(i => i.At >= from);
        if (filter.Until is { } until) found = found.Where(i => i.At < until);
        if (filter.Text?.Trim() is { Length: > 0 } text) found = found.Where(await Answers(text, cancel));

        var size = Math.Clamp(filter.PageSize, 1, PageMost);
        var items = await NewestFirst(found).Skip((Math.Max(filter.Page, 1) - 1) * size).Take(size).ToListAsync(cancel);
        return new(await Summaries(items, cancel), await found.CountAsync(cancel));
    }

    private IQueryable<Interaction> All => db.Set<Interaction>().AsNoTracking();

    private IQueryable<Interaction> Seen => sight.Units is { } units ? All.Where(i => i.Unit == null || units.Contains(i.Unit)) : All;

    private static IQueryable<Interaction> NewestFirst(IQueryable<Interaction> some) => some.OrderByDescending(i => i.At).ThenByDescending(i => i.Id);

    // A folio, or whatever names a person.
    private async Task<Expression<Func<Interaction, bool>>> Answers(string text, CancellationToken cancel)
    {
        var folio = text.ToUpperInvariant();
        var people = (await contacts.Search(text, PeopleMost, cancel)).Select(c => (Guid?)c.Id).ToList();
        return i => i.Folio == folio || people.Contains(i.ContactId);
    }

    private async Task<IReadOnlyList<InteractionSummary>> Summaries(IReadOnlyList<Interaction> some, CancellationToken cancel)
    {
        var names = await contacts.Names([.. some.Select(i => i.ContactId).OfType<Guid>().Distinct()], cancel);
        return [.. some.Select(i => new InteractionSummary(
            i.Id, i.Folio, i.Channel, i.ChannelCalled, i.Line, i.Outgoing, i.State, i.Parked, i.ContactId,
            i.ContactId is { } contact ? names.GetValueOrDefault(contact) : null, i.Member, i.Unit, i.At, i.ClosedAt, i.Disposition))];
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Atiende.Cases.Lists;
using Atiende.Cases.Relations;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Walking;
using Atiende.Procedures.Language;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Finds cases, those that the asker's unit opened or must work on, and shows them in the pack's words.</summary>
internal sealed class CaseSearch(Db db, IOrganizations organizations, CaseTextSearch texts, IUnitSight sight, TimeProvider clock)
{
    private const int PageMost = 200;

    public async Task<IReadOnlyList<CaseSummary>> OfContact(Guid contact, CancellationToken cancel) =>
        [.. (await NewestFirst(Seen.Where(c => c.ContactId == contact)).ToListAsync(cancel)).Select(Summary)];

    public async Task<IReadOnlyList<CaseSummary>> OfInteraction(Guid interaction, CancellationToken cancel)
    {
        var touched = db.Set<CaseEvent>().Where(e => e.InteractionId == interaction).Select(e => e.CaseId);
        return [.. (await NewestFirst(All.Where(c => touched.Contains(c.Id))).ToListAsync(cancel)).Select(Summary)];
    }

    public async Task<IReadOnlyList<CaseSummary>> OfRun(Guid run, CancellationToken cancel)
    {
        // Each half by its index: with "or" the database reads every case.
        var ids = db.Set<Case>().Where(c => c.RunId == run).Select(c => c.Id).Union(db.Set<CaseRun>().Where(r => r.RunId == run).Select(r => r.CaseId));
        return [.. (await All.Where(c => ids.Contains(c.Id)).OrderBy(c => c.OpenedAt).ToListAsync(cancel)).Select(Summary)];
    }

    public async Task<CasePage> Search(CaseFilter filter, CancellationToken cancel)
    {
        var some = CaseFilters.Apply(filter, Seen, db, clock.GetUtcNow());
        var ways = string.IsNullOrWhiteSpace(filter.Text) ? [all => all] : await texts.Ways(filter.Text, cancel);
        var ids = new HashSet<Guid>();
        foreach (var way in ways)
            ids.UnionWith(await way(some).OrderByDescending(c => c.Id).Take(CaseFacets.Most + 1).Select(c => c.Id).ToListAsync(cancel));

        var size = Math.Clamp(filter.PageSize, 1, PageMost);
        var page = ids.OrderDescending().Take(CaseFacets.Most + 1).Skip((Math.Max(filter.Page, 1) - 1) * size).Take(size).ToList();
        var items = await All.Where(c => page.Contains(c.Id)).OrderByDescending(c => c.Id).ToListAsync(cancel);
        return new([.. items.Select(Summary)], Math.Min(ids.Count, CaseFacets.Most + 1));
    }

    public async Task<CaseDetails?> Find(Guid id, CancellationToken cancel)
    {
        if (await Seen.FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one) return null;

        var type = TypeOf(one.Type);
        var labels = FieldLabels.Of(organizations.Current.Pack);
        var parts = await db.Set<SubOrder>().AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.Number).ToListAsync(cancel);
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Number).ToListAsync(cancel);
        return new(Summary(one), Lines(type, one.Fields, labels),
            [.. parts.Select(p => new SubOrderView(p.Name, p.State, Named(type?.SubOrderStates, p.State), Lines(type, p.Fields, labels)))],
            [.. events.Select(e => new CaseEventView(e.At, e.What.In(Language), e.By))],
            one.ParentId is { } parent && await All.FirstOrDefaultAsync(c => c.Id == parent, cancel) is { } above ? Summary(above) : null,
            [.. (await All.Where(c => c.ParentId == id).OrderBy(c => c.OpenedAt).ToListAsync(cancel)).Select(Summary)]);
    }

    public async Task<CaseForPerson?> ForPerson(Guid id, CancellationToken cancel)
    {
        if (await All.FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } one || TypeOf(one.Type) is not { Filing: { } filing } type) return null;

        if (one.MergedInto is not null) return await ForPersonMerged(one, cancel);

        return await ForPerson(one, type, filing, cancel);
    }

    /// <summary>Of these the asker may see, in the order asked.</summary>
    public async Task<IReadOnlyList<CaseSummary>> Some(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var found = await Seen.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        return [.. ids.Where(found.ContainsKey).Select(id => Summary(found[id]))];
    }

    // What was given is its own; where it stands and what was answered is the other's.
    private async Task<CaseForPerson?> ForPersonMerged(Case one, CancellationToken cancel)
    {
        var into = await CaseChain.GoesOnIn(db, one.Id, cancel);
        if (await All.FirstAsync(c => c.Id == into, cancel) is not { } other || TypeOf(one.Type) is not { Filing: { } filing } type) return null;

        var (own, goesOn) = (await ForPerson(one, type, filing, cancel), await ForPerson(other, type, filing, cancel));
        return own with
        {
            State = goesOn.State,
            StateName = goesOn.StateName,
            Open = goesOn.Open,
            ClosedAt = goesOn.ClosedAt,
            DueAt = goesOn.DueAt,
            Answers = goesOn.Answers,
            Events = [.. own.Events, .. goesOn.Events.Where(e => own.Events.Count == 0 || e.At > own.Events[^1].At)],
            GoesOnIn = goesOn.Folio,
        };
    }

    private async Task<CaseForPerson> ForPerson(Case one, CaseType type, CaseFiling filing, CancellationToken cancel)
    {
        var labels = FieldLabels.Of(organizations.Current.Pack);
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.CaseId == one.Id && ToldToPerson.Contains(e.Kind)).OrderBy(e => e.Number).ToListAsync(cancel);
        var given = filing.Parts.Values.Concat(filing.Contact.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(one.Id, one.Folio, one.State, In(Named(type.States, one.State)), one.IsOpen, one.Title, one.OpenedAt, one.ClosedAt, one.DueAt,
            Fields(type.Fields.Where(f => given.Contains(f.Id)), one, labels),
            Fields(filing.Answers.Select(a => type.Fields.First(f => f.Id.Value == a.Value)), one, labels),
            [.. events.Select(e => new CaseEventView(e.At, e.What.In(Language), ""))]);
    }

    public async Task<Guid?> ByFolio(string folio, CancellationToken cancel) =>
        await All.Where(c => c.Folio == folio).OrderBy(c => c.OpenedAt).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancel);

    public async Task<IReadOnlyList<CaseSummary>> Slice(CaseSlice slice, CancellationToken cancel)
    {
        var found = All.Where(c => slice.Types.Contains(c.Type));
        if (slice.Among is { } among) found = found.Where(c => among.Contains(c.Id));
        if (slice.State is { } state) found = found.Where(c => c.State == state);
        if (slice.Since is { } since) found = found.Where(c => c.OpenedAt >= since);
        if (slice.After is var (at, id)) found = found.Where(c => c.OpenedAt > at || (c.OpenedAt == at && c.Id > id));

        return [.. (await found.OrderBy(c => c.OpenedAt).ThenBy(c => c.Id).Take(slice.Most).ToListAsync(cancel)).Select(Summary)];
    }

    private static readonly CaseEventKind[] ToldToPerson = [CaseEventKind.Opened, CaseEventKind.State, CaseEventKind.Reiterated, CaseEventKind.Person, CaseEventKind.Merged];

    private static List<CaseField> Fields(IEnumerable<Field> fields, Case one, FieldLabels labels) =>
        [.. fields.Where(f => one.Fields.ContainsKey(f.Id)).Select(f => new CaseField(f.Id, labels.In(f.Label, Language), labels.Text(f, one.Fields[f.Id], Language)))];

    private static readonly Bilingual Merged = new("unido a otro", "merged into another");

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private IQueryable<Case> All => db.Set<Case>().AsNoTracking();

    /// <summary>Those that the asker may see.</summary>
    public IQueryable<Case> Seen
    {
        get
        {
            if (sight.Units is not { } units) return All;

            var own = organizations.Current.Pack.People.Roles.Where(r => r.Unit is { } of && units.Contains(of)).Select(r => r.Id.Value).Concat(units).ToList();
            return All.Where(c => c.Unit == null || units.Contains(c.Unit) || own.Contains(c.To!));
        }
    }

    private static IQueryable<Case> NewestFirst(IQueryable<Case> some) => some.OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id);

    /// <summary>A case as lists show it.</summary>
    public CaseSummary Summary(Case one)
    {
        var type = TypeOf(one.Type);
        return new(one.Id, one.Folio, one.Type, In(type?.Name ?? one.Kind ?? one.Type), one.Kind, one.State, one.MergedInto is null ? In(Named(type?.States, one.State)) : Merged.In(Language), one.IsOpen,
            one.Title, one.To, one.ContactId, one.InteractionId, one.Reiterations, one.OpenedAt, one.DueAt, one.DueWhy?.In(Language))
        { MergedInto = one.MergedInto, AwaitingSince = one.IsOpen ? one.AwaitingSince : null };
    }

    private CaseType? TypeOf(string id) => organizations.Current.Pack.Cases.FirstOrDefault(t => t.Id.Value == id);

    private static string Named(IReadOnlyList<State>? states, string state) => StatePath.Name(states ?? [], state);

    private string In(string text) => Language.StartsWith("en", StringComparison.Ordinal) ? organizations.Current.Pack.English.GetValueOrDefault(text, text) : text;

    // In the type's order; what it does not declare comes after.
    private static ImmutableArray<(string Label, string Value)> Lines(CaseType? type, ImmutableSortedDictionary<string, Datum> fields, FieldLabels labels)
    {
        var declared = (type?.Fields ?? []).Where(f => fields.ContainsKey(f.Id)).ToList();
        var rest = fields.Where(f => declared.TrueForAll(d => d.Id.Value != f.Key));
        return
        [
            .. declared.Select(f => (labels.In(f.Label, Language), labels.Text(f, fields[f.Id], Language))),
            .. rest.SelectMany(f => labels.Lines(f.Key, f.Value, Language)),
        ];
    }
}

using System.Linq.Expressions;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Reads lists of cases from a place on, never by counting rows off.</summary>
internal sealed class CaseListing(Db db, CaseSearch search, CaseTextSearch texts, CaseRows rows, CaseColumns columns, IOrganizations organizations, TimeProvider clock) : ICaseLists
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private const int NewerMost = 100;

    // As addresses say them.
    private const string Late = "late";
    private const string SoonLate = "soon";

    // What was opened in the moments before a page was made may have been stored after it.
    private static readonly TimeSpan Storing = TimeSpan.FromSeconds(5);

    public async Task<CaseListPage> Page(CaseListQuery query, CancellationToken cancel)
    {
        await using var kept = await db.KeepConnection(cancel);
        var order = string.IsNullOrWhiteSpace(query.Filter.Text) ? query.Order : CaseOrder.Opened;
        var back = query.Before is not null;
        var place = CasePlace.Read(query.After ?? query.Before);
        var walk = new CaseWalk(order, query.Ascending != back, place);
        var found = await Take(query.Filter, walk, PageSize + 1, c => c, cancel);
        var more = found.Count > PageSize;
        if (more) found.RemoveAt(PageSize);
        if (back) found.Reverse();

        var hasNext = back ? place is not null : more;
        var hasPrevious = back ? more : place is not null;
        return new(
            await rows.Of(found, query.Columns, cancel),
            hasPrevious && found.Count > 0 ? CasePlace.Of(found[0], order).Text : null,
            hasNext && found.Count > 0 ? CasePlace.Of(found[^1], order).Text : null,
            order is CaseOrder.Opened && !query.Ascending && !hasPrevious && found.Count > 0 ? found[0].Id : Before(clock.GetUtcNow() - Storing));
    }

    public async Task<CaseFacets> Facets(CaseFilter filter, CancellationToken cancel)
    {
        await using var kept = await db.KeepConnection(cancel);
        var all = await Counted(filter, cancel);
        var now = clock.GetUtcNow();
        var soon = now + CaseBoard.Soon;
        return new(
            Math.Min(all.Count, CaseFacets.Most),
            By(string.IsNullOrEmpty(filter.Type) ? all : await Counted(filter with { Type = null, Kind = null, State = null }, cancel), c => c.Type),
            By(string.IsNullOrEmpty(filter.State) ? all : await Counted(filter with { State = null }, cancel), c => c.State),
            By(string.IsNullOrEmpty(filter.Reason) ? all : await Counted(filter with { Reason = null }, cancel), c => c.Reason),
            By(string.IsNullOrEmpty(filter.To) ? all : await Counted(filter with { To = null }, cancel), c => c.To),
            By(filter.Due is null ? all : await Counted(filter with { Due = null }, cancel), c => !c.IsOpen || c.DueAt is not { } due || due >= soon ? null
                : due < now ? Late : SoonLate));
    }

    public async Task<IReadOnlyList<CaseRow>> Rows(IReadOnlyList<Guid> ids, IReadOnlyList<string> shown, CancellationToken cancel)
    {
        var found = await search.Seen.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        return await rows.Of([.. ids.Where(found.ContainsKey).Select(id => found[id])], shown, cancel);
    }

    public async Task<int> Newer(CaseFilter filter, Guid than, CancellationToken cancel) =>
        (await Take(filter, new(CaseOrder.Opened, true, new(null, than)), NewerMost, c => c.Id, cancel)).Count;

    public async Task<IReadOnlyList<Guid>> Ids(CaseFilter filter, int most, CancellationToken cancel) =>
        await Take(filter, new(CaseOrder.Opened, false, null), most, c => c.Id, cancel);

    public IReadOnlyList<CaseColumn> Columns(string? type) => columns.Of(organizations.Current.Pack, type);

    /// <summary>The first cases of a walk that the asker may see.</summary>
    public async Task<List<T>> Take<T>(CaseFilter filter, CaseWalk walk, int most, Expression<Func<Case, T>> shape, CancellationToken cancel)
    {
        var some = CaseFilters.Apply(filter, search.Seen, db, clock.GetUtcNow());
        if (string.IsNullOrWhiteSpace(filter.Text)) return await walk.From(some).Take(most).Select(shape).ToListAsync(cancel);

        // What several ways find is put together by its place.
        var found = new Dictionary<Guid, T>();
        var placed = Placed(shape);
        foreach (var way in await texts.Ways(filter.Text, cancel))
        {
            foreach (var one in await walk.From(way(some)).Take(most).Select(placed).ToListAsync(cancel)) found[one.Id] = one.Value;
        }

        return [.. (walk.Ascending ? found.OrderBy(f => f.Key) : found.OrderByDescending(f => f.Key)).Take(most).Select(f => f.Value)];
    }

    /// <summary>How many there are; null for a search by words, which would have to be made to its end.</summary>
    public async Task<long?> Total(CaseFilter filter, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(filter.Text) ? await CaseFilters.Apply(filter, search.Seen, db, clock.GetUtcNow()).LongCountAsync(cancel) : null;

    private async Task<List<Counting>> Counted(CaseFilter filter, CancellationToken cancel) =>
        await Take(filter, new(CaseOrder.Opened, false, null), CaseFacets.Most + 1, c => new Counting(c.Type, c.State, c.To, c.Reason, c.IsOpen, c.DueAt), cancel);

    private static CaseFacet By(List<Counting> some, Func<Counting, string?> what) => new(
        some.Take(CaseFacets.Most).Select(what).OfType<string>().CountBy(value => value).ToDictionary(StringComparer.Ordinal), some.Count > CaseFacets.Most);

    private static Expression<Func<Case, Found<T>>> Placed<T>(Expression<Func<Case, T>> shape)
    {
        var one = shape.Parameters[0];
        var made = Expression.MemberInit(Expression.New(typeof(Found<T>)),
            Expression.Bind(typeof(Found<T>).GetProperty(nameof(Found<T>.Id))!, Expression.Property(one, nameof(Case.Id))),
            Expression.Bind(typeof(Found<T>).GetProperty(nameof(Found<T>.Value))!, shape.Body));
        return Expression.Lambda<Func<Case, Found<T>>>(made, one);
    }

    // The lowest id of an instant: ids begin with it.
    private static Guid Before(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new Guid(bytes, bigEndian: true);
    }

    private sealed record Counting(string Type, string State, string? To, string? Reason, bool IsOpen, DateTimeOffset? DueAt);

    private sealed class Found<T>
    {
        public Guid Id { get; init; }
        public T Value { get; init; } = default!;
    }
}

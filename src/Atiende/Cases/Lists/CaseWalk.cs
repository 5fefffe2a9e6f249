using System.Globalization;

namespace Atiende.Cases.Lists;

/// <summary>A way through cases in an order, from a place on. Ids are in the order in which cases were opened.</summary>
internal sealed record CaseWalk(CaseOrder Order, bool Ascending, CasePlace? After)
{
    public IQueryable<Case> From(IQueryable<Case> some) => Order switch
    {
        CaseOrder.Due => ByDue(some.Where(c => c.IsOpen && c.DueAt != null)),
        CaseOrder.Folio => ByFolio(some),
        _ => ById(some),
    };

    private IQueryable<Case> ById(IQueryable<Case> some)
    {
        if (After is { Id: var id }) some = Ascending ? some.Where(c => c.Id > id) : some.Where(c => c.Id < id);
        return Ascending ? some.OrderBy(c => c.Id) : some.OrderByDescending(c => c.Id);
    }

    // First by what the index has, then by what tells those of one time apart.
    private IQueryable<Case> ByDue(IQueryable<Case> some)
    {
        if (After is { Id: var id, Due: { } due })
            some = Ascending ? some.Where(c => c.DueAt >= due && (c.DueAt > due || c.Id > id)) : some.Where(c => c.DueAt <= due && (c.DueAt < due || c.Id < id));
        return Ascending ? some.OrderBy(c => c.DueAt).ThenBy(c => c.Id) : some.OrderByDescending(c => c.DueAt).ThenByDescending(c => c.Id);
    }

    private IQueryable<Case> ByFolio(IQueryable<Case> some)
    {
        if (After is { Id: var id, Key: { } folio })
        {
            some = Ascending
                ? some.Where(c => c.Folio.CompareTo(folio) >= 0 && (c.Folio.CompareTo(folio) > 0 || c.Id > id))
                : some.Where(c => c.Folio.CompareTo(folio) <= 0 && (c.Folio.CompareTo(folio) < 0 || c.Id < id));
        }

        return Ascending ? some.OrderBy(c => c.Folio).ThenBy(c => c.Id) : some.OrderByDescending(c => c.Folio).ThenByDescending(c => c.Id);
    }
}

/// <summary>A place in an order: what the last case that was seen is ordered by, and its id.</summary>
internal sealed record CasePlace(string? Key, Guid Id)
{
    /// <summary>The instant that it is, in an order by time.</summary>
    public DateTimeOffset? Due => long.TryParse(Key, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
        ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>As it stands in an address.</summary>
    public string Text => Key is null ? Id.ToString("N") : $"{Id:N}.{Key}";

    public static CasePlace Of(Case one, CaseOrder order) => new(order switch
    {
        CaseOrder.Due => one.DueAt?.UtcTicks.ToString(CultureInfo.InvariantCulture),
        CaseOrder.Folio => one.Folio,
        _ => null,
    }, one.Id);

    /// <summary>A place as it stood in an address; null where it is none.</summary>
    public static CasePlace? Read(string? text) =>
        text is null || !Guid.TryParseExact(text.Split('.')[0], "N", out var id) ? null : new(text.IndexOf('.') is var dot and > 0 ? text[(dot + 1)..] : null, id);
}

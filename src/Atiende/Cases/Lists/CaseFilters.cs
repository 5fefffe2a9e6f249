using Atiende.Storage;

namespace Atiende.Cases.Lists;

/// <summary>Filters of a list, but for its text.</summary>
internal static class CaseFilters
{
    public static IQueryable<Case> Apply(CaseFilter filter, IQueryable<Case> found, Db db, DateTimeOffset now)
    {
        if (filter.OpenOnly) found = found.Where(c => c.IsOpen);
        if (filter.Type is { Length: > 0 } type) found = found.Where(c => c.Type == type);
        if (filter.Kind is { Length: > 0 } kind) found = found.Where(c => c.Kind == kind);
        if (filter.State is { Length: > 0 } state) found = found.Where(c => c.State == state);
        if (filter.To is { Length: > 0 } to) found = found.Where(c => c.To == to);
        if (filter.Reason is { Length: > 0 } reason) found = found.Where(c => c.Reason == reason);
        found = Held(filter.Holder, found, db);
        var soon = now + CaseBoard.Soon;
        return filter.Due switch
        {
            CaseClockState.Late => found.Where(c => c.IsOpen && c.DueAt < now),
            CaseClockState.Soon => found.Where(c => c.IsOpen && c.DueAt >= now && c.DueAt < soon),
            _ => found,
        };
    }

    private static IQueryable<Case> Held(string? holder, IQueryable<Case> found, Db db)
    {
        var holders = db.Set<CaseHolder>();
        return holder switch
        {
            null or "" => found,
            CaseFilter.Nobody => found.Where(c => !holders.Any(h => h.CaseId == c.Id)),
            _ => found.Where(c => holders.Any(h => h.CaseId == c.Id && h.Member == holder)),
        };
    }
}

using Atiende.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Counts cases by the span in which they came in.</summary>
internal sealed class CaseTrends(CaseSearch search, IOrganizations organizations, TimeProvider clock) : ICaseTrends
{
    public async Task<IReadOnlyList<CaseTrend>> Of(IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans, string? area, string? reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var soon = now + CaseBoard.Soon;
        var clocked = organizations.Current.Pack.Cases.Where(t => t.Clocks.Count > 0).Select(t => t.Id.Value).ToList();
        var cases = search.Seen.Where(c => c.MergedInto == null && clocked.Contains(c.Type));
        if (area is { Length: > 0 }) cases = cases.Where(c => c.To == area);
        if (reason is { Length: > 0 }) cases = cases.Where(c => c.Reason == reason);

        var trends = new List<CaseTrend>();
        foreach (var (from, to) in spans)
        {
            trends.Add(await cases.Where(c => c.OpenedAt >= from && c.OpenedAt < to).GroupBy(_ => 1).Select(g => new CaseTrend(
                from, to, g.Count(), g.Count(c => c.To != null), g.Count(c => c.InTime == true),
                g.Count(c => c.InTime == null && c.DueAt >= now), g.Count(c => c.InTime == null && c.DueAt >= now && c.DueAt < soon),
                g.Count(c => c.InTime == false || (c.InTime == null && c.DueAt < now)))).FirstOrDefaultAsync(cancel) ?? new(from, to, 0, 0, 0, 0, 0, 0));
        }

        return trends;
    }
}

using Atiende.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Counts the cases that have a clock, by area and by reason.</summary>
internal sealed class CaseBoards(CaseSearch search, IOrganizations organizations, TimeProvider clock)
{
    public async Task<CaseBoard> Of(int days, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (soon, since) = (now + CaseBoard.Soon, now.AddDays(-days));
        var clocked = organizations.Current.Pack.Cases.Where(t => t.Clocks.Count > 0).Select(t => t.Id.Value).ToList();
        var cases = search.Seen.Where(c => c.MergedInto == null && clocked.Contains(c.Type) && (c.IsOpen || c.OpenedAt >= since));
        var rows = await cases.GroupBy(c => new { c.To, c.Reason }).Select(g => new
        {
            g.Key.To,
            g.Key.Reason,
            Entered = g.Count(c => c.OpenedAt >= since),
            Open = g.Count(c => c.IsOpen),
            Soon = g.Count(c => c.IsOpen && c.DueAt >= now && c.DueAt < soon),
            Late = g.Count(c => c.IsOpen && c.DueAt < now),
            InTime = g.Count(c => c.InTime == true),
            OutOfTime = g.Count(c => c.InTime == false),
        }).ToListAsync(cancel);
        var counted = rows.Select(r => (r.To, r.Reason, Counts: new CaseCounts(r.Entered, r.Open, r.Soon, r.Late, r.InTime, r.OutOfTime))).ToList();
        return new(days,
            [.. counted.GroupBy(r => r.To).Select(g => new CaseBoardRow(g.Key, Sum(g.Select(r => r.Counts)))).OrderByDescending(r => r.Counts.Late).ThenByDescending(r => r.Counts.Open)],
            [.. counted.GroupBy(r => r.Reason).Select(g => new CaseBoardRow(g.Key, Sum(g.Select(r => r.Counts)))).OrderByDescending(r => r.Counts.Entered)],
            Sum(counted.Select(r => r.Counts)));
    }

    private static CaseCounts Sum(IEnumerable<CaseCounts> some) => some.Aggregate(new CaseCounts(0, 0, 0, 0, 0, 0), (a, b) => new(
        a.Entered + b.Entered, a.Open + b.Open, a.Soon + b.Soon, a.Late + b.Late, a.InTime + b.InTime, a.OutOfTime + b.OutOfTime));
}

using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Clocks;

/// <summary>Counts the clocks that the pack's indicators name.</summary>
internal sealed class CaseFigures(Db db, IOrganizations organizations, CaseSearch search, Words words, TimeProvider time) : ICaseFigures
{
    private const int PageMost = 200;

    public async Task<IReadOnlyList<CaseServiceLevel>> ServiceLevels(CaseFigureScope scope, CancellationToken cancel)
    {
        var levels = new List<CaseServiceLevel>();
        foreach (var indicator in organizations.Current.Pack.Indicators.Where(i => i.Clock is not null)) levels.Add(await Level(indicator, scope, cancel));
        return levels;
    }

    public async Task<CasePage?> Behind(string indicator, CaseFigurePart part, CaseFigureScope scope, int page, int size, CancellationToken cancel)
    {
        if (organizations.Current.Pack.Indicators.FirstOrDefault(i => i.Id.Value == indicator) is not { Clock: { } counted }) return null;

        var now = time.GetUtcNow();
        var found = Counted(counted, scope).Where(pair => part == CaseFigurePart.InTime ? pair.Clock.InTime == true
            : part == CaseFigurePart.OutOfTime ? pair.Clock.InTime == false
            : part == CaseFigurePart.Late ? pair.Clock.StoppedAt == null && pair.Clock.DueAt < now
            : pair.Clock.StoppedAt == null && (pair.Clock.DueAt == null || pair.Clock.DueAt >= now));
        var most = Math.Clamp(size, 1, PageMost);
        var items = await found.OrderBy(pair => pair.Clock.DueAt).ThenBy(pair => pair.Case.Id).Skip((Math.Max(page, 1) - 1) * most).Take(most)
            .Select(pair => pair.Case).ToListAsync(cancel);
        return new([.. items.Select(search.Summary)], await found.CountAsync(cancel));
    }

    private async Task<CaseServiceLevel> Level(Indicator indicator, CaseFigureScope scope, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var counts = await Counted(indicator.Clock!, scope).GroupBy(_ => 1).Select(g => new
        {
            InTime = g.Count(pair => pair.Clock.InTime == true),
            OutOfTime = g.Count(pair => pair.Clock.InTime == false),
            Late = g.Count(pair => pair.Clock.StoppedAt == null && pair.Clock.DueAt < now),
            Running = g.Count(pair => pair.Clock.StoppedAt == null && (pair.Clock.DueAt == null || pair.Clock.DueAt >= now)),
        }).FirstOrDefaultAsync(cancel);
        return new(indicator.Id, words.In(indicator.Name), words.In(indicator.Numerator), indicator.Denominator is { } of ? words.In(of) : null,
            indicator.Target, counts?.InTime ?? 0, counts?.OutOfTime ?? 0, counts?.Late ?? 0, counts?.Running ?? 0);
    }

    private IQueryable<CountedClock> Counted(IndicatorClock counted, CaseFigureScope scope)
    {
        var (type, name, reasons) = (counted.Case.Value, counted.Name.Value, counted.Reasons.ToList());
        var cases = search.Seen.Where(c => c.MergedInto == null && c.Type == type && c.OpenedAt >= scope.Since);
        if (scope.Before is { } before) cases = cases.Where(c => c.OpenedAt < before);
        if (scope.Among is { } among) cases = cases.Where(c => among.Contains(c.Id));
        if (reasons.Count > 0) cases = cases.Where(c => reasons.Contains(c.Reason!));
        return cases.Join(db.Set<CaseClockRow>().AsNoTracking().Where(row => row.Name == name), c => c.Id, row => row.CaseId, (c, row) => new CountedClock { Case = c, Clock = row });
    }

    private sealed class CountedClock
    {
        public required Case Case { get; init; }
        public required CaseClockRow Clock { get; init; }
    }
}

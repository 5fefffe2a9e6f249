using System.Globalization;
using Atiende.Accounts;
using Atiende.Inbox;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Lists;

/// <summary>Who follows which case, and how far each has seen it. A change costs whoever makes it nothing: what is new is counted when it is asked for.</summary>
internal sealed class CaseFollows(Db db, CaseSearch search, ICurrentMember member, TimeProvider clock) : ICaseFollows, IInboxNews
{
    // Cases whose news are counted for the badge.
    private const int CountMost = 100;

    public Task<bool> Set(Guid ofCase, string who, bool follows, CancellationToken cancel) => db.Write(async inner =>
    {
        var there = await db.Set<CaseFollow>().FirstOrDefaultAsync(f => f.CaseId == ofCase && f.Member == who, inner);
        if (there is null != follows) return false;

        if (there is not null) db.Remove(there);
        else db.Add(new CaseFollow { CaseId = ofCase, Member = who, Since = clock.GetUtcNow(), Seen = await LastOf(ofCase, inner) });
        return true;
    }, cancel);

    public async Task<bool> Look(Guid ofCase, string who, CancellationToken cancel)
    {
        if (await db.Set<CaseFollow>().AsNoTracking().FirstOrDefaultAsync(f => f.CaseId == ofCase && f.Member == who, cancel) is not { } follow) return false;

        var last = await LastOf(ofCase, cancel);
        if (last > follow.Seen)
            await db.Set<CaseFollow>().Where(f => f.CaseId == ofCase && f.Member == who && f.Seen < last).ExecuteUpdateAsync(set => set.SetProperty(f => f.Seen, last), cancel);
        return true;
    }

    public async Task<IReadOnlyList<CaseNewsOf>> News(int most, CancellationToken cancel)
    {
        var found = await New().OrderByDescending(n => n.Last).Take(most).ToListAsync(cancel);
        var news = new List<CaseNewsOf>();
        foreach (var one in found)
        {
            var last = await Others().Where(e => e.CaseId == one.Case.Id).OrderByDescending(e => e.Number).FirstAsync(cancel);
            news.Add(new(search.Summary(one.Case), one.Count, new(last.At, last.What.In(CultureInfo.CurrentUICulture.Name), last.By)));
        }

        return news;
    }

    public Task SeeAll(CancellationToken cancel) => db.Write(async inner =>
    {
        var me = member.Id;
        foreach (var follow in await db.Set<CaseFollow>().Where(f => f.Member == me).ToListAsync(inner)) follow.Seen = await LastOf(follow.CaseId, inner);
    }, cancel);

    public Task<int> Count(CancellationToken cancel) => New().Take(CountMost).CountAsync(cancel);

    // What one did oneself is no news.
    private IQueryable<CaseEvent> Others()
    {
        var name = member.Name;
        return db.Set<CaseEvent>().AsNoTracking().Where(e => e.By != name);
    }

    private IQueryable<Fresh> New()
    {
        var me = member.Id;
        var others = Others();
        return db.Set<CaseFollow>().AsNoTracking().Where(f => f.Member == me)
            .Join(search.Seen, f => f.CaseId, c => c.Id, (f, c) => new Fresh
            {
                Case = c,
                Count = others.Count(e => e.CaseId == f.CaseId && e.Number > f.Seen),
                Last = others.Where(e => e.CaseId == f.CaseId && e.Number > f.Seen).Max(e => (DateTimeOffset?)e.At),
            }).Where(n => n.Count > 0);
    }

    private async Task<int> LastOf(Guid id, CancellationToken cancel) =>
        await db.Set<CaseEvent>().Where(e => e.CaseId == id).MaxAsync(e => (int?)e.Number, cancel) ?? 0;

    private sealed class Fresh
    {
        public required Case Case { get; init; }
        public required int Count { get; init; }
        public required DateTimeOffset? Last { get; init; }
    }
}

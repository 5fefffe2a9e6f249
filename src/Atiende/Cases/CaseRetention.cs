using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Closed cases whose period is over, with all that belongs to them in other rooms.</summary>
internal sealed class CaseRetention(Db db, IServiceProvider services, TimeProvider clock) : IRetained, IClosedCases
{
    public string Kind => "cases";

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Forget(async inner =>
    {
        var subject = new PersonalSubject();
        subject.Cases.UnionWith(await Due(rule).OrderBy(c => c.ClosedAt).Select(c => c.Id).Take(most).ToListAsync(inner));
        if (subject.Cases.Count == 0) return 0;

        await PersonalRooms.Forget(services, subject, inner);
        await db.WasForgotten(ForgottenRow.Case, subject.Cases, clock.GetUtcNow(), $"{rule.Kind} {rule.Of} {rule.Days}", inner);
        return subject.Cases.Count;
    }, cancel);

    public IQueryable<Guid> ClosedBefore(DateTimeOffset moment) => db.Set<Case>().Where(c => !c.IsOpen && c.ClosedAt < moment).Select(c => c.Id);

    // A part of a case that goes on goes with it.
    private IQueryable<Case> Due(RetentionRule rule)
    {
        var due = db.Set<Case>().AsNoTracking().Where(c => c.Type == rule.Of && !c.IsOpen && c.ClosedAt < rule.Before
            && !db.Set<Case>().Any(p => p.Id == c.ParentId && p.IsOpen)
            && !db.Set<ForgottenRow>().Any(f => f.Kind == ForgottenRow.Case && f.Id == c.Id));
        return rule.States.Count == 0 ? due : due.Where(c => rule.States.Contains(c.State));
    }
}

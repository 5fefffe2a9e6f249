using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Fabric;

/// <summary>Readings in the audit trail whose period is over. What was changed stays written down.</summary>
internal sealed class AuditRetention(Db db) : IRetained
{
    public string Kind => "readings";

    public Task<int> Count(RetentionRule rule, CancellationToken cancel) => Due(rule).CountAsync(cancel);

    public Task<int> Drop(RetentionRule rule, int most, CancellationToken cancel) => db.Forget(async inner =>
    {
        var ids = await Due(rule).OrderBy(a => a.At).Select(a => a.Id).Take(most).ToListAsync(inner);
        return await db.Set<AuditRow>().Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(inner);
    }, cancel);

    private IQueryable<AuditRow> Due(RetentionRule rule) => db.Set<AuditRow>().AsNoTracking().Where(a => a.At < rule.Before && a.What.EndsWith(".read"));
}

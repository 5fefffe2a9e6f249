using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Protection;

/// <summary>What past runs of the retention did.</summary>
internal sealed class RetentionReports(Db db)
{
    private const int Most = 60;

    /// <summary>The last ones, newest first.</summary>
    public async Task<IReadOnlyList<RetentionReport>> List(CancellationToken cancel) =>
        await db.Set<RetentionReport>().AsNoTracking().OrderByDescending(r => r.BeganAt).Take(Most).ToListAsync(cancel);
}

using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases;

/// <summary>Asks whether a case is among those that are seen.</summary>
internal sealed class CaseSight(CaseSearch search) : ICaseSight
{
    public Task<string?> TypeSeen(Guid id, CancellationToken cancel) => search.Seen.Where(c => c.Id == id).Select(c => c.Type).FirstOrDefaultAsync(cancel);
}

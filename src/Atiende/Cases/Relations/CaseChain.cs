using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Cases.Relations;

/// <summary>Cases merged into each other, from one to the next.</summary>
internal static class CaseChain
{
    /// <summary>The case that a case goes on in: itself, but where it was merged.</summary>
    public static async Task<Guid> GoesOnIn(Db db, Guid id, CancellationToken cancel)
    {
        // What is merged is merged no more, so that a chain has no ring.
        while (await db.Set<Case>().Where(c => c.Id == id).Select(c => c.MergedInto).FirstOrDefaultAsync(cancel) is { } next) id = next;
        return id;
    }

    /// <summary>The cases that go on in a case, over others too; it is not among them.</summary>
    public static async Task<IReadOnlyList<Guid>> MergedInto(Db db, Guid id, CancellationToken cancel)
    {
        var found = new List<Guid>();
        for (List<Guid?> last = [id]; last.Count > 0;)
        {
            last = await db.Set<Case>().Where(c => last.Contains(c.MergedInto)).Select(c => (Guid?)c.Id).ToListAsync(cancel);
            found.AddRange(last.OfType<Guid>());
        }

        return found;
    }
}

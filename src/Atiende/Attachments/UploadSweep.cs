using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Takes away what began to come and never came whole, a day after; and what is written down of those that did.</summary>
internal sealed class UploadSweep(Db db, IPieces pieces, ICurrentOrganization organization, TimeProvider clock)
{
    /// <summary>The result is how many files were taken away.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - UploadStore.Kept;
        await db.Write(inner => db.Set<UploadRow>().Where(u => u.At < since).ExecuteDeleteAsync(inner), cancel);
        var old = await pieces.Before(organization.Id!, since, cancel);
        var coming = await db.Set<UploadRow>().Where(u => old.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancel);
        foreach (var id in old.Except(coming)) await pieces.Remove(organization.Id!, id, cancel);
        return old.Count - coming.Count;
    }
}

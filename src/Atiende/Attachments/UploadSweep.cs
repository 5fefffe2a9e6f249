using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Takes away what began to come and never came whole, a day after; and what is written down of those that did.</summary>
internal sealed class UploadSweep(Db db, UploadFolder folder, ICurrentOrganization organization, TimeProvider clock)
{
    /// <summary>The result is how many files were taken away.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - UploadStore.Kept;
        await db.Write(inner => db.Set<UploadRow>().Where(u => u.At < since).ExecuteDeleteAsync(inner), cancel);
        var old = folder.OlderThan(organization.Id!, since);
        var coming = await db.Set<UploadRow>().Where(u => old.Contains(u.Id)).Select(u => u.Id).ToListAsync(cancel);
        foreach (var id in old.Except(coming)) folder.Remove(organization.Id!, id);
        return old.Count - coming.Count;
    }
}

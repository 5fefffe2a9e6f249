using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Takes away what was sent and never bound to a case, a day after it came.</summary>
internal sealed class AttachmentSweep(
    Db db, IContents contents, IEnumerable<IAttachmentHolder> holders, ICurrentOrganization organization, TimeProvider clock)
{
    /// <summary>How long a file waits for its case.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How long what the staff took off can be put back.</summary>
    public static readonly TimeSpan RemovedKept = TimeSpan.FromDays(30);

    private const int AtOnce = 500;

    /// <summary>The result is how many contents were taken away.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - Kept;
        var removedSince = clock.GetUtcNow() - RemovedKept;
        await db.Write(inner => db.Set<AttachmentRow>().Where(a => a.RemovedAt < removedSince).ExecuteDeleteAsync(inner), cancel);
        foreach (var some in (await db.Set<AttachmentRow>().Where(a => a.CaseId == null && a.At < since).Select(a => a.Id).ToListAsync(cancel)).Chunk(AtOnce))
        {
            var held = new HashSet<Guid>();
            foreach (var holder in holders) held.UnionWith(await holder.Holds(some, cancel));
            var gone = some.Where(id => !held.Contains(id)).ToList();
            await db.Write(inner => db.Set<AttachmentRow>().Where(a => gone.Contains(a.Id) && a.CaseId == null).ExecuteDeleteAsync(inner), cancel);
        }

        var removed = await contents.Tidy(organization.Id!, since, cancel);
        await foreach (var hashes in contents.Before(organization.Id!, since, cancel).Chunk(AtOnce).WithCancellation(cancel))
        {
            var used = (await db.Set<AttachmentRow>().Where(a => hashes.Contains(a.Hash)).Select(a => a.Hash).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            foreach (var hash in hashes.Where(h => !used.Contains(h)))
                if (await contents.Remove(organization.Id!, hash, since, cancel)) removed++;
        }

        return removed;
    }
}

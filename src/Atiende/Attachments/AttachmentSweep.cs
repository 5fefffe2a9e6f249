using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Attachments;

/// <summary>Takes away what was sent and never bound to a case, a day after it came.</summary>
internal sealed class AttachmentSweep(
    Db db, AttachmentFolder folder, IEnumerable<IAttachmentHolder> holders, ICurrentOrganization organization, TimeProvider clock)
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

        var removed = 0;
        foreach (var some in folder.OlderThan(organization.Id!, since).Chunk(AtOnce))
        {
            var hashes = some.Select(s => s.Hash).OfType<string>().ToList();
            var used = (await db.Set<AttachmentRow>().Where(a => hashes.Contains(a.Hash)).Select(a => a.Hash).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
            foreach (var (_, path) in some.Where(s => s.Hash is null || !used.Contains(s.Hash)))
            {
                // The same content may have come again while it was looked for.
                if (File.GetLastWriteTimeUtc(path) >= since.UtcDateTime) continue;

                AttachmentFolder.Remove(path);
                removed++;
            }
        }

        return removed;
    }
}

using Atiende.Attachments;
using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>Takes photographs of sheets: each is stored before it is acknowledged, and once however often it is sent.</summary>
internal sealed class PhotoIntake(Db db, PaperRecords records, IAttachments attachments, Bell<PhotoWork> bell, TimeProvider clock)
{
    // By one establishment's address, wherever from: a day of a large zone. One network address alone may send less (SendPace).
    public const int AnHour = 1200;

    /// <summary>Who may bind a photograph's file.</summary>
    public static string Origin(Guid photo) => $"paper:{photo}";

    /// <summary>When an address that has sent too much may send again; null where it may now.</summary>
    public async Task<DateTimeOffset?> FloodedUntil(string door, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        var first = await db.Set<PaperPhoto>().Where(p => p.Door == door && p.At > since).OrderByDescending(p => p.At).Skip(AnHour - 1).Select(p => (DateTimeOffset?)p.At).FirstOrDefaultAsync(cancel);
        return first?.AddHours(1);
    }

    /// <summary>Stores a photograph.</summary>
    /// <param name="door">Whose address it came by.</param>
    /// <param name="id">The id that the telephone gave it, by which it is known when it is sent again; null where none did.</param>
    /// <param name="file">The file.</param>
    /// <param name="sender">Who sends it, of those the pack names.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="AttachmentRefusedException">It is of a wrong kind, empty, damaged or too large; says why.</exception>
    public async Task<PhotoKept> Keep(string door, Guid? id, NewFile file, string? sender, CancellationToken cancel)
    {
        if (id is { } given && await Known(p => p.Id == given, cancel) is { } before) return before;

        var photo = id ?? Guid.CreateVersion7(clock.GetUtcNow());
        var rules = records.Paper.Photos;
        var kept = (await attachments.Keep(One(file), new(rules, null, Origin(photo), $"RBD {door}", IsPublic: false), cancel))[0];
        // The same picture from the same telephone: the answer to the first was lost on its way.
        if (await Known(p => p.Door == door && p.Hash == kept.Hash, cancel) is { } same) return same;

        var now = clock.GetUtcNow();
        return await db.Write(async inner =>
        {
            if (await Known(p => p.Id == photo, inner) is { } meanwhile) return meanwhile;

            db.Add(new PaperPhoto
            {
                Id = photo,
                Door = door,
                Site = door,
                State = PhotoState.Unread,
                AttachmentId = kept.Id,
                Hash = kept.Hash,
                Sender = records.Paper.Senders.FirstOrDefault(s => s == sender),
                At = now,
                Suggested = Nothing,
                Queued = now,
            });
            db.AfterCommit(bell.Ring);
            return new PhotoKept(photo, now, Again: false);
        }, cancel);
    }

    /// <summary>What the establishment is to photograph again: what came from there and could not be read, and no better one came since.</summary>
    public async Task<IReadOnlyList<PaperPhoto>> Unreadable(string door, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddDays(-14);
        var bad = await db.Set<PaperPhoto>().AsNoTracking().Where(p => p.Door == door && p.State == PhotoState.Illegible && p.DoneAt > since).OrderBy(p => p.DoneAt).ToListAsync(cancel);
        var folios = bad.Select(p => p.Folio).OfType<long>().ToList();
        var better = await db.Set<PaperPhoto>().AsNoTracking().Where(p => p.Folio != null && folios.Contains(p.Folio.Value) && p.State != PhotoState.Illegible)
            .Select(p => p.Folio!.Value).ToListAsync(cancel);
        return [.. bad.Where(p => p.Folio is not { } folio || !better.Contains(folio))];
    }

    private static readonly System.Collections.Immutable.ImmutableSortedDictionary<string, string> Nothing =
        System.Collections.Immutable.ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private async Task<PhotoKept?> Known(System.Linq.Expressions.Expression<Func<PaperPhoto, bool>> which, CancellationToken cancel) =>
        await db.Set<PaperPhoto>().AsNoTracking().FirstOrDefaultAsync(which, cancel) is { } there ? new(there.Id, there.At, Again: true) : null;

    private static async IAsyncEnumerable<NewFile> One(NewFile file)
    {
        await Task.CompletedTask;
        yield return file;
    }
}

/// <summary>A photograph that is stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Again">Whether it was there before.</param>
public sealed record PhotoKept(Guid Id, DateTimeOffset At, bool Again);

/// <summary>Photographs of sheets wait for their case as long as need be.</summary>
internal sealed class PhotosHold(Db db) : IAttachmentHolder
{
    public async Task<IReadOnlySet<Guid>> Holds(IReadOnlyCollection<Guid> attachments, CancellationToken cancel) =>
        (await db.Set<PaperPhoto>().Where(p => attachments.Contains(p.AttachmentId)).Select(p => p.AttachmentId).ToListAsync(cancel)).ToHashSet();
}

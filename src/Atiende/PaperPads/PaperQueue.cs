using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.PaperPads;

/// <summary>The photographs that wait to be entered: who gets which, and what became of the others.</summary>
internal sealed class PaperQueue(Db db, TimeProvider clock)
{
    /// <summary>How long a sheet is kept for who has it on the screen.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    // So many are looked at before somebody is told that others have them all.
    private const int TriesMost = 20;

    /// <summary>How many wait, on screens too.</summary>
    public Task<int> Waiting(CancellationToken cancel) =>
        db.Set<PaperPhoto>().CountAsync(p => p.State == PhotoState.Waiting || p.State == PhotoState.Unread, cancel);

    /// <summary>How many are on the screens of others.</summary>
    public Task<int> WithOthers(string member, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.Set<PaperPhoto>().CountAsync(p => p.State == PhotoState.Waiting && p.LeasedBy != null && p.LeasedBy != member && p.LeasedUntil > now, cancel);
    }

    /// <summary>The member's sheet, or the next that nobody has, kept for them for a while; null where there is none.</summary>
    public async Task<PaperPhoto?> Next(string member, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < TriesMost; attempt++)
        {
            var now = clock.GetUtcNow();
            var free = db.Set<PaperPhoto>().AsNoTracking().Where(p => p.State == PhotoState.Waiting);
            var next = await free.Where(p => p.LeasedBy == member && p.LeasedUntil > now).OrderBy(p => p.Queued).FirstOrDefaultAsync(cancel)
                ?? await free.Where(p => p.LeasedUntil == null || p.LeasedUntil <= now).OrderBy(p => p.Queued).ThenBy(p => p.Id).FirstOrDefaultAsync(cancel);
            if (next is null) return null;
            if (await Take(next.Id, member, cancel)) return next;
        }

        return null;
    }

    /// <summary>Keeps a sheet for the member; false where another has it, or it waits no more.</summary>
    public Task<bool> Take(Guid id, string member, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        // One statement, so that of two who want it one gets it.
        return db.Write(async inner => await db.Set<PaperPhoto>()
            .Where(p => p.Id == id && p.State == PhotoState.Waiting && (p.LeasedBy == member || p.LeasedUntil == null || p.LeasedUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LeasedBy, member).SetProperty(p => p.LeasedUntil, until), inner) == 1, cancel);
    }

    /// <summary>A photograph, or null.</summary>
    public Task<PaperPhoto?> Find(Guid id, CancellationToken cancel) => db.Set<PaperPhoto>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel);

    /// <summary>An establishment's photographs, the latest first.</summary>
    public async Task<IReadOnlyList<PaperPhoto>> OfSite(string site, int most, CancellationToken cancel) =>
        await db.Set<PaperPhoto>().AsNoTracking().Where(p => p.Site == site).OrderByDescending(p => p.At).Take(most).ToListAsync(cancel);

    /// <summary>How many sheets a member entered since the day began, and in the last hour.</summary>
    public async Task<Pace> PaceOf(string member, DateTimeOffset dayBegan, CancellationToken cancel)
    {
        var hourAgo = clock.GetUtcNow().AddHours(-1);
        var mine = db.Set<PaperPhoto>().Where(p => p.DoneBy == member && p.State == PhotoState.Entered);
        return new(await mine.CountAsync(p => p.DoneAt >= dayBegan, cancel), await mine.CountAsync(p => p.DoneAt > hourAgo, cancel));
    }

    /// <summary>How everybody who entered sheets since the day began does it, who entered most first.</summary>
    public async Task<IReadOnlyList<PersonPace>> Paces(DateTimeOffset dayBegan, CancellationToken cancel)
    {
        var done = await db.Set<PaperPhoto>().Where(p => p.State == PhotoState.Entered && p.DoneAt >= dayBegan && p.DoneBy != null)
            .Select(p => new { By = p.DoneBy!, At = p.DoneAt!.Value }).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        return [.. done.GroupBy(d => d.By, StringComparer.Ordinal).Select(g => PersonPace.Of(g.Key, [.. g.Select(d => d.At)], now)).OrderByDescending(p => p.Today).ThenBy(p => p.Member, StringComparer.Ordinal)];
    }
}

/// <summary>How a person enters sheets.</summary>
/// <param name="Member">Their id.</param>
/// <param name="Today">How many today.</param>
/// <param name="LastHour">How many in the last hour.</param>
/// <param name="Each">The median of the time between one sheet and the next, without breaks; null where there is none yet.</param>
public sealed record PersonPace(string Member, int Today, int LastHour, TimeSpan? Each)
{
    /// <summary>How many sheets an hour that would be; null where it is not known.</summary>
    public int? PerHour => Each is { TotalSeconds: > 0 } each ? (int)Math.Round(TimeSpan.FromHours(1) / each) : null;

    /// <summary>Of the times at which somebody entered sheets.</summary>
    public static PersonPace Of(string member, IReadOnlyList<DateTimeOffset> entered, DateTimeOffset now)
    {
        var times = entered.Order().ToList();
        var gaps = times.Zip(times.Skip(1), (one, next) => next - one).Where(gap => gap <= PaperQueue.Lease).Order().ToList();
        return new(member, times.Count, times.Count(t => t > now.AddHours(-1)), gaps.Count == 0 ? null : (gaps[(gaps.Count - 1) / 2] + gaps[gaps.Count / 2]) / 2);
    }
}

/// <summary>How many sheets were entered today, and in the last hour.</summary>
internal sealed record Pace(int Today, int LastHour);

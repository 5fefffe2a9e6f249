using System.Collections.Concurrent;

namespace Atiende.PaperPads;

/// <summary>
/// How many files one network address sends by one establishment's address within an hour, refused ones too. Who got hold of an address and
/// floods it shuts out nobody else who uses it. In memory: no network address is kept.
/// </summary>
internal sealed class SendPace(TimeProvider clock)
{
    /// <summary>A supervisor sends for a zone; whoever sends more than that is no person with a telephone.</summary>
    public const int Most = 300;

    private const int KeptMost = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Organization, string Door, string From), Hour> hours = new();

    /// <summary>Counts files.</summary>
    /// <returns>When more may be sent, where these are too many; null where they may come.</returns>
    public DateTimeOffset? Count(string organization, string door, string from, int files)
    {
        var now = clock.GetUtcNow();
        if (hours.Count > KeptMost)
            foreach (var (key, old) in hours)
                if (old.Until <= now) hours.TryRemove(key, out _);

        var hour = hours.GetOrAdd((organization, door, from), _ => new());
        lock (hour)
        {
            if (hour.Until <= now) (hour.Files, hour.Until) = (0, now + Window);
            if (hour.Files + files > Most) return hour.Until;

            hour.Files += files;
            return null;
        }
    }

    private sealed class Hour
    {
        public int Files { get; set; }
        public DateTimeOffset Until { get; set; }
    }
}

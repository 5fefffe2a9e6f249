using System.Collections.Concurrent;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Webhooks;

/// <summary>Who is subscribed to what, kept in memory for a moment, so that opening a case costs no question where nobody is.</summary>
internal sealed class WebhookInterest(TimeProvider clock)
{
    /// <summary>A subscription made elsewhere is heard of after so long.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<Subscriber> All)> known = new(StringComparer.Ordinal);

    /// <summary>The organisation's valid subscriptions.</summary>
    public async Task<IReadOnlyList<Subscriber>> Of(string organization, Db db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(organization, out var kept) && (now - kept.At).Duration() < Fresh) return kept.All;

        var rows = await db.Set<WebhookRow>().AsNoTracking().Where(w => w.DisabledAt == null).Select(w => new { w.Id, w.Events }).ToListAsync(cancel);
        List<Subscriber> all = [.. rows.Select(row => new Subscriber(row.Id, row.Events))];
        known[organization] = (now, all);
        return all;
    }

    /// <summary>Asks again the next time.</summary>
    public void Forget(string organization) => known.TryRemove(organization, out _);
}

/// <summary>A subscription and what it is told.</summary>
internal sealed record Subscriber(Guid Id, IReadOnlyList<string> Events);

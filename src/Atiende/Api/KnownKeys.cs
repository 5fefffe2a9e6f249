using System.Collections.Concurrent;
using System.Collections.Immutable;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Api;

/// <summary>A key that may enter.</summary>
internal sealed record KnownKey(Guid Id, string Prefix, string Name, string Hash, ImmutableArray<string> Scopes);

/// <summary>The keys that entered lately, kept for some seconds, so that a request costs no query for its key.</summary>
internal sealed class KnownKeys(IServiceProvider services, TimeProvider clock)
{
    /// <summary>How long a revoked key may still enter.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    // Its last use is written down no more often.
    private static readonly TimeSpan UseEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Organization, string Prefix), (KnownKey Key, DateTimeOffset Until)> known = new();

    /// <summary>The organisation's key with this secret, or null.</summary>
    public async Task<KnownKey?> Find(string organization, string secret, CancellationToken cancel)
    {
        if (ApiSecret.PrefixOf(secret) is not { } prefix) return null;

        var now = clock.GetUtcNow();
        var key = known.TryGetValue((organization, prefix), out var held) && held.Until > now ? held.Key : await Read(organization, prefix, now, cancel);
        return key is not null && ApiSecret.Matches(secret, key.Hash) ? key : null;
    }

    private async Task<KnownKey?> Read(string organization, string prefix, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = services.CreateScopeOf(organization);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var row = await db.Set<ApiKeyRow>().AsNoTracking().FirstOrDefaultAsync(k => k.Prefix == prefix && k.RevokedAt == null, cancel);
        if (row is null)
        {
            known.TryRemove((organization, prefix), out _);
            return null;
        }

        var before = now - UseEvery;
        if (row.LastUsedAt is null || row.LastUsedAt <= before)
        {
            await db.Write(inner => db.Set<ApiKeyRow>().Where(k => k.Id == row.Id && (k.LastUsedAt == null || k.LastUsedAt <= before))
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), inner), cancel);
        }

        var key = new KnownKey(row.Id, row.Prefix, row.Name, row.Hash, row.Scopes);
        known[(organization, prefix)] = (key, now + Kept);
        return key;
    }
}

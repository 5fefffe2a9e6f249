using Atiende.Fabric;
using Atiende.Storage;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Api;

/// <summary>The keys' table; each making and ending is written to the audit trail.</summary>
internal sealed class ApiKeyStore(Db db, IAudit audit, TimeProvider clock) : IApiKeys
{
    public Task<NewApiKey> Create(string? name, IReadOnlyCollection<string> scopes, string by, CancellationToken cancel)
    {
        foreach (var unknown in scopes.Except(ApiScopes.All, StringComparer.Ordinal))
            throw new ApiKeyRefusedException($"'{unknown}' is no scope; there are {string.Join(", ", ApiScopes.All)}");
        if (scopes.Count == 0) throw new ApiKeyRefusedException($"a key needs a scope of {string.Join(", ", ApiScopes.All)}");
        if (name?.Trim().Length > ApiKeyTable.NameLength) throw new ApiKeyRefusedException($"the name has up to {ApiKeyTable.NameLength} characters");

        return db.Write(async inner =>
        {
            var key = ApiSecret.Make();
            var now = clock.GetUtcNow();
            db.Add(new ApiKeyRow
            {
                Id = Guid.CreateVersion7(now),
                Prefix = key.Prefix,
                Name = string.IsNullOrWhiteSpace(name) ? key.Prefix : name.Trim(),
                Hash = ApiSecret.HashOf(key.Secret),
                Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
                CreatedAt = now,
                CreatedBy = by,
            });
            await audit.Write(new(by, "apikey.created", $"apikey:{key.Prefix}", string.Join(", ", scopes)), inner);
            return key;
        }, cancel);
    }

    public async Task<IReadOnlyList<ApiKeyView>> List(CancellationToken cancel) =>
        [.. (await db.Set<ApiKeyRow>().AsNoTracking().OrderBy(k => k.CreatedAt).ToListAsync(cancel))
            .Select(k => new ApiKeyView(k.Prefix, k.Name, k.Scopes, k.CreatedAt, k.LastUsedAt, k.RevokedAt))];

    public Task Revoke(string prefix, string by, CancellationToken cancel) => db.Write(async inner =>
    {
        var key = await db.Set<ApiKeyRow>().FirstOrDefaultAsync(k => k.Prefix == prefix, inner)
            ?? throw new ApiKeyRefusedException($"there is no key {prefix}");
        key.RevokedAt ??= clock.GetUtcNow();
        await audit.Write(new(by, "apikey.revoked", $"apikey:{prefix}", ""), inner);
    }, cancel);
}

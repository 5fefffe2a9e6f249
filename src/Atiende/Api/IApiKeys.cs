namespace Atiende.Api;

/// <summary>Keys by which programs of other offices enter; each may do what its scopes say, in one organisation.</summary>
public interface IApiKeys
{
    /// <summary>Makes a key; the result is the only time that it is seen.</summary>
    /// <exception cref="ApiKeyRefusedException">A scope is unknown, or the name too long.</exception>
    Task<NewApiKey> Create(string? name, IReadOnlyCollection<string> scopes, string by, CancellationToken cancel);

    /// <summary>The organisation's keys, oldest first.</summary>
    Task<IReadOnlyList<ApiKeyView>> List(CancellationToken cancel);

    /// <summary>Ends a key: within seconds nothing enters with it any more.</summary>
    /// <exception cref="ApiKeyRefusedException">There is no such key.</exception>
    Task Revoke(string prefix, string by, CancellationToken cancel);
}

/// <summary>What keys may do.</summary>
public static class ApiScopes
{
    /// <summary>File cases, and follow those that the key filed.</summary>
    public const string CasesWrite = "cases:write";

    /// <summary>Read all cases that people file.</summary>
    public const string CasesRead = "cases:read";

    /// <summary>Read persons by their document; each reading is written down.</summary>
    public const string ContactsRead = "contacts:read";

    /// <summary>Read all cases of the types that nobody files: orders and what procedures open.</summary>
    public const string OrdersRead = "orders:read";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [CasesWrite, CasesRead, ContactsRead, OrdersRead];
}

/// <summary>A key just made: the secret, and the beginning by which it is recognised.</summary>
public sealed record NewApiKey(string Secret, string Prefix);

/// <summary>A key as it is listed.</summary>
public sealed record ApiKeyView(
    string Prefix, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

/// <summary>A key cannot be made or ended: says why.</summary>
public sealed class ApiKeyRefusedException(string said) : Exception(said);

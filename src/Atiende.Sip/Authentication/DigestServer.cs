using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atiende.Sip.Authentication;

/// <summary>What an Authorization is worth.</summary>
public enum DigestVerdict
{
    /// <summary>There is none for this realm.</summary>
    Missing,

    /// <summary>The user is who it says.</summary>
    Good,

    /// <summary>The secret was right and the nonce is too old, or its count was used before: ask again with stale=true.</summary>
    Stale,

    /// <summary>User, secret or URI are wrong.</summary>
    Wrong,
}

/// <summary>
/// Asks for and checks digests (RFC 7616, RFC 8760). A nonce is its time, a random part and our seal over both, so none is stored before it is used;
/// of those in use the highest count is kept, and no count serves twice (§3.3, §3.4).
/// </summary>
public sealed class DigestServer
{
    private const int MostNonces = 100_000;
    private readonly byte[] key = new byte[32];
    private readonly TimeProvider time;
    private readonly Func<string> random;
    private readonly Dictionary<string, uint> counts = [];
    private readonly Queue<(string Nonce, long Until)> oldest = new();

    /// <summary>Makes a server with a key of its own: what it asked before it was started again is asked anew.</summary>
    /// <param name="realm">Where the secrets hold.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Something that nobody guesses, anew with each call.</param>
    public DigestServer(string realm, TimeProvider time, Func<string> random)
    {
        (Realm, this.time, this.random) = (realm, time, random);
        SHA256.HashData(Encoding.UTF8.GetBytes(random() + random() + random())).CopyTo(key, 0);
    }

    /// <summary>Where the secrets hold.</summary>
    public string Realm { get; }

    /// <summary>How long a nonce serves.</summary>
    public TimeSpan NonceAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The algorithms offered, the best first.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = [Digest.Sha256, Digest.Md5];

    /// <summary>Puts a challenge for each algorithm into a 401.</summary>
    public void Challenge(SipResponse response, bool stale)
    {
        foreach (var algorithm in Algorithms)
        {
            var challenge = new AuthValue("Digest").Quoted("realm", Realm).Quoted("nonce", NewNonce()).Plain("algorithm", algorithm).Quoted("qop", "auth");
            if (stale) challenge.Plain("stale", "true");
            response.Headers.Add(HeaderName.WwwAuthenticate, challenge);
        }
    }

    /// <summary>Looks at a request's Authorization.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ha1">H(user:realm:password) of a user by an algorithm; null for one that nobody knows.</param>
    /// <param name="user">Who it says it is.</param>
    public DigestVerdict Check(SipRequest request, Func<string, string, string?> ha1, out string? user)
    {
        user = null;
        if (!request.Headers.TryAll<AuthValue>(HeaderName.Authorization, out var answers, out _)) return DigestVerdict.Wrong;

        var answer = Array.Find(answers, a => a.IsDigest && a["realm"] == Realm);
        if (answer is null) return DigestVerdict.Missing;

        user = answer["username"];
        var algorithm = answer["algorithm"] ?? Digest.Md5;
        if (user is null || answer["nonce"] is not { } nonce || answer["response"] is not { } response || answer["uri"] is not { } uri
            || !Algorithms.Contains(algorithm, StringComparer.OrdinalIgnoreCase) || !IsFor(request, uri)) return DigestVerdict.Wrong;

        var counter = answer["qop"] is null ? null : answer["nc"];
        if (answer["qop"] is not null && (counter is not { Length: 8 } || answer["cnonce"] is null)) return DigestVerdict.Wrong;

        // Somebody whom nobody knows takes as long as somebody with a wrong password.
        var secret = ha1(user, algorithm);
        var right = Digest.Response(algorithm, secret ?? Realm, nonce, request.Method, uri, counter, answer["cnonce"]);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(right), Encoding.UTF8.GetBytes(response.ToLowerInvariant())) || secret is null) return DigestVerdict.Wrong;

        return IsOurs(nonce, out var until) && Counts(nonce, until, counter) ? DigestVerdict.Good : DigestVerdict.Stale;
    }

    // RFC 7616 §3.4.6 wants the same resource; several telephones, and SIPp, name its host alone.
    private static bool IsFor(SipRequest request, string uri) => uri == request.UriText
        || (AnyUri.TryParse(uri, out var said, out _) && (said.Matches(request.Uri) || (said is SipUri { User: null } host && request.Uri is SipUri asked && HostOf(host) == HostOf(asked))));

    private static string HostOf(SipUri uri) => $"{uri.Host.ToLowerInvariant()}:{uri.Port ?? 5060}";

    private string NewNonce()
    {
        var body = $"{time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture)}.{random()}";
        return $"{body}.{Seal(body)}";
    }

    private bool IsOurs(string nonce, out long until)
    {
        until = 0;
        var parts = nonce.Split('.');
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var made)) return false;

        until = made + (long)NonceAge.TotalMilliseconds;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Seal($"{parts[0]}.{parts[1]}")), Encoding.UTF8.GetBytes(parts[2])) && Now <= until;
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private string Seal(string body) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(body)).AsSpan(0, 16));

    // Each count once, in any order that goes up; without qop a nonce serves once.
    private bool Counts(string nonce, long until, string? counter)
    {
        while (oldest.TryPeek(out var old) && (old.Until < Now || oldest.Count > MostNonces)) counts.Remove(oldest.Dequeue().Nonce);

        var count = 1u;
        if (counter is not null && !uint.TryParse(counter, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out count)) return false;
        if (counts.TryGetValue(nonce, out var highest) && (count <= highest || counter is null)) return false;

        if (!counts.ContainsKey(nonce)) oldest.Enqueue((nonce, until));
        counts[nonce] = count;
        return true;
    }
}

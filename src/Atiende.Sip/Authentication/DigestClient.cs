using System.Globalization;

namespace Atiende.Sip.Authentication;

/// <summary>Who we are to a peer.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Password">The password.</param>
/// <param name="Realm">Where it holds; null wherever it is asked for.</param>
public sealed record SipCredentials(string User, string Password, string? Realm = null);

/// <summary>
/// Answers challenges (RFC 3261 §22.2, §22.3, RFC 8760 §2.4): of several the first whose algorithm we know, since the peer names the best first.
/// Keeps the nonce, so that the next request can answer before it is asked, with the next count.
/// </summary>
public sealed class DigestClient(SipCredentials credentials, Func<string> clientNonce)
{
    private readonly Dictionary<(HeaderName Header, string Realm), Known> known = [];

    /// <summary>Takes the challenges of a 401 or 407; false where none can be answered, or the same one was answered in vain.</summary>
    public bool Take(SipResponse response)
    {
        var proxy = response.Status == 407;
        if (!response.Headers.TryAll<AuthValue>(proxy ? HeaderName.ProxyAuthenticate : HeaderName.WwwAuthenticate, out var challenges, out _)) return false;

        foreach (var challenge in challenges)
        {
            if (!challenge.IsDigest || !Digest.Knows(challenge["algorithm"]) || challenge["nonce"] is not { } nonce || challenge["realm"] is not { } realm) continue;
            if (credentials.Realm is not null && credentials.Realm != realm) continue;

            var qop = challenge["qop"]?.Split(',', StringSplitOptions.TrimEntries);
            if (qop is not null && !qop.Contains("auth", StringComparer.OrdinalIgnoreCase)) continue;

            // stale=true means only that the nonce was used up; a second challenge without it, that the password is wrong.
            var place = (proxy ? HeaderName.ProxyAuthorization : HeaderName.Authorization, realm);
            if (!Digest.Same(challenge["stale"], "true") && known.TryGetValue(place, out var before) && !before.Worked) return false;

            known[place] = new(challenge, qop is not null);
            return true;
        }

        return false;
    }

    /// <summary>Puts the answers to what is known into a request, in place of older ones.</summary>
    public void Sign(SipRequest request)
    {
        request.Headers.Remove(HeaderName.Authorization);
        request.Headers.Remove(HeaderName.ProxyAuthorization);
        foreach (var ((header, _), state) in known) request.Headers.Add(header, Answer(state, request));
    }

    /// <summary>It went well: the next challenge is a new one.</summary>
    public void Succeeded()
    {
        foreach (var state in known.Values) state.Worked = true;
    }

    private AuthValue Answer(Known state, SipRequest request)
    {
        var challenge = state.Challenge;
        var algorithm = challenge["algorithm"] ?? Digest.Md5;
        var (realm, nonce) = (challenge["realm"]!, challenge["nonce"]!);
        var counter = state.HasQop ? (++state.Count).ToString("x8", CultureInfo.InvariantCulture) : null;
        var own = state.HasQop ? clientNonce() : null;
        var ha1 = Digest.Ha1(algorithm, credentials.User, realm, credentials.Password);
        var response = Digest.Response(algorithm, ha1, nonce, request.Method, request.UriText, counter, own);
        var answer = new AuthValue("Digest").Quoted("username", credentials.User).Quoted("realm", realm).Quoted("nonce", nonce)
            .Quoted("uri", request.UriText).Quoted("response", response);
        if (challenge["algorithm"] is { } said) answer.Plain("algorithm", said);
        if (challenge["opaque"] is { } opaque) answer.Quoted("opaque", opaque);
        return counter is null ? answer : answer.Plain("qop", "auth").Plain("nc", counter).Quoted("cnonce", own!);
    }

    private sealed class Known(AuthValue challenge, bool hasQop)
    {
        public AuthValue Challenge => challenge;

        public bool HasQop => hasQop;

        public int Count { get; set; }

        public bool Worked { get; set; }
    }
}

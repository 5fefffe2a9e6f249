using System.Security.Cryptography;
using System.Text;

namespace Atiende.Sip.Authentication;

/// <summary>The arithmetic of digest (RFC 7616 §3.4, RFC 8760): MD5 and SHA-256, with qop=auth or, for old peers, without qop.</summary>
public static class Digest
{
    public const string Md5 = "MD5";
    public const string Sha256 = "SHA-256";

    /// <summary>Whether we can count by it; MD5 is meant where none is said.</summary>
    public static bool Knows(string? algorithm) => Same(algorithm ?? Md5, Md5) || Same(algorithm, Sha256);

    /// <summary>What a registrar keeps instead of a password: H(user:realm:password).</summary>
    public static string Ha1(string algorithm, string user, string realm, string password) => Hash(algorithm, $"{user}:{realm}:{password}");

    /// <summary>The response to a challenge.</summary>
    /// <param name="algorithm">MD5 or SHA-256.</param>
    /// <param name="ha1">H(user:realm:password).</param>
    /// <param name="nonce">The challenger's.</param>
    /// <param name="method">The request's.</param>
    /// <param name="uri">The digest-uri.</param>
    /// <param name="counter">nc, eight hexadecimal digits; null without qop.</param>
    /// <param name="clientNonce">cnonce; null without qop.</param>
    public static string Response(string algorithm, string ha1, string nonce, string method, string uri, string? counter, string? clientNonce)
    {
        var ha2 = Hash(algorithm, $"{method}:{uri}");
        return Hash(algorithm, counter is null ? $"{ha1}:{nonce}:{ha2}" : $"{ha1}:{nonce}:{counter}:{clientNonce}:auth:{ha2}");
    }

    // MD5 is what telephones of the field know (RFC 8760 §2.7 keeps it for them); SHA-256 is offered first.
#pragma warning disable CA5351
    private static string Hash(string algorithm, string text) =>
        Convert.ToHexStringLower(Same(algorithm, Sha256) ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    internal static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Atiende.Api;

/// <summary>
/// A key's text: <c>atd_</c>, eight characters to recognise it by, <c>_</c>, and 256 random bits. So many bits need no slow hash.
/// </summary>
internal static class ApiSecret
{
    private const string Begins = "atd_";
    private const int PrefixLength = 12; // with atd_
    private const int SecretBytes = 32;
    private const int Longest = 100;

    public static NewApiKey Make()
    {
        var prefix = Begins + RandomNumberGenerator.GetHexString(PrefixLength - Begins.Length, lowercase: true);
        return new($"{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}", prefix);
    }

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Its beginning; null for what cannot be a key.</summary>
    public static string? PrefixOf(string secret) =>
        secret.Length is > PrefixLength and <= Longest && secret.StartsWith(Begins, StringComparison.Ordinal) && secret[PrefixLength] == '_' ? secret[..PrefixLength] : null;

    /// <summary>Whether a secret is the one of the hash; takes as long for a wrong one.</summary>
    public static bool Matches(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Atiende.Portal;

/// <summary>Tokens of links: chance enough that nobody guesses one; only their hash is stored.</summary>
internal static class PortalTokens
{
    private const int Bytes = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

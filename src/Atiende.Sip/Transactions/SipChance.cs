using System.Security.Cryptography;

namespace Atiende.Sip.Transactions;

/// <summary>Tags, branches and Call-IDs: unique, and not to be guessed (RFC 3261 §8.1.1.7, §19.3). A test gives a source with a seed.</summary>
public sealed class SipChance(SipChance.Fill fill)
{
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

    /// <summary>Fills bytes by chance.</summary>
    public delegate void Fill(Span<byte> bytes);

    /// <summary>The machine's own.</summary>
    public static SipChance Secure { get; } = new(RandomNumberGenerator.Fill);

    /// <summary>One that repeats itself from a seed.</summary>
    public static SipChance Seeded(int seed)
    {
        var random = new Random(seed);
        return new(random.NextBytes);
    }

    /// <summary>So many characters of a token, 6 bits each.</summary>
    public string Token(int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        fill(bytes);
        Span<char> text = stackalloc char[length];
        for (var at = 0; at < length; at++) text[at] = Letters[bytes[at] & 63];
        return new(text);
    }

    /// <summary>A whole number from 0 up to, not including, a limit.</summary>
    public int Below(int limit)
    {
        Span<byte> bytes = stackalloc byte[4];
        fill(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)limit);
    }
}

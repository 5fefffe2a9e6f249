using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atiende.Portal;

/// <summary>Codes of six digits that change every thirty seconds: TOTP (RFC 6238) over HOTP with SHA-1 (RFC 4226), as every authenticator has it.</summary>
internal static class OneTimeCodes
{
    public const int SecretBytes = 20;
    public const int Digits = 6;

    // A clock that is a step ahead or behind is still believed (RFC 6238 §5.2).
    private const int Skew = 1;
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step whose code was typed, if it comes after the last that was taken: a code is taken once.</summary>
    public static long? StepOf(byte[] secret, string typed, DateTimeOffset now, long? last)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = present - Skew; step <= present + Skew; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(digits.PadRight(Digits)[..Digits]))
                && digits.Length == Digits && (last is null || step > last)) return step;
        }

        return null;
    }

    /// <summary>The code of a moment.</summary>
    public static string At(byte[] secret, DateTimeOffset at) => Code(secret, at.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>The secret as it is typed into an authenticator: base 32 (RFC 4648 §6), without padding.</summary>
    public static string Written(byte[] secret)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in secret)
        {
            (bits, held) = ((bits << 8) | one, held + 8);
            for (; held >= 5; held -= 5) text.Append(Alphabet[(bits >> (held - 5)) & 31]);
        }

        return held > 0 ? text.Append(Alphabet[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }

    /// <summary>The address that an authenticator reads from the picture.</summary>
    public static string Address(string issuer, string account, byte[] secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={Written(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    // RFC 4226 §5.3.
    private static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 names SHA-1, and most authenticators know no other; HMAC does not need its resistance to collisions.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

namespace Atiende.Mail.Mime;

/// <summary>Base64 (RFC 2045 §6.8): characters that are not of it are passed over, and what is cut short is read as far as it goes.</summary>
internal static class Base64Text
{
    public static byte[] Read(ReadOnlySpan<byte> bytes)
    {
        var read = new byte[(bytes.Length / 4 * 3) + 3];
        var (length, held, bits) = (0, 0, 0);
        foreach (var one in bytes)
        {
            if (one == '=') break;
            if (Value(one) is not (>= 0 and var value)) continue;

            held = (held << 6) | value;
            bits += 6;
            if (bits < 8) continue;

            bits -= 8;
            read[length++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return read[..length];
    }

    private static int Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}

namespace Atiende.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7); what is not well-formed stays as it is.</summary>
internal static class QuotedPrintable
{
    public static byte[] Read(ReadOnlySpan<byte> bytes)
    {
        var read = new byte[bytes.Length];
        var length = 0;
        var at = 0;
        while (at < bytes.Length)
        {
            var one = bytes[at];
            if (one != '=')
            {
                read[length++] = one;
                at++;
                continue;
            }

            if (at + 2 < bytes.Length && Digit(bytes[at + 1]) is >= 0 and var high && Digit(bytes[at + 2]) is >= 0 and var low)
            {
                read[length++] = (byte)((high << 4) | low);
                at += 3;
            }
            else if (SoftBreak(bytes, at + 1) is { } after)
            {
                at = after;
            }
            else
            {
                read[length++] = one;
                at++;
            }
        }

        return read[..length];
    }

    // The line goes on: "=" and the line's end, with space before it that a mail server added.
    private static int? SoftBreak(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t') at++;
        if (at == bytes.Length) return at;
        if (bytes[at] == '\r' && at + 1 < bytes.Length && bytes[at + 1] == '\n') return at + 2;
        return bytes[at] == '\n' ? at + 1 : null;
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -1,
    };
}

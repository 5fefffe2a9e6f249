using System.Globalization;
using System.Text;
using Atiende.Sip.Text;

namespace Atiende.Sip;

/// <summary>What became of bytes: a message, a fault, or a message with a fault, which still says where the answer goes.</summary>
/// <param name="Message">Null where the bytes are no SIP at all.</param>
/// <param name="Fault">Null where all is well so far; headers are looked at by <see cref="MessageCheck"/>.</param>
/// <param name="Length">How many of the bytes it took.</param>
public readonly record struct SipRead(SipMessage? Message, SipFault? Fault, int Length);

/// <summary>
/// Reads messages from bytes (RFC 3261 §7, §25). One pass finds the lines; a header's value is not looked at before somebody asks for it.
/// It throws at nothing, and works in proportion to the bytes.
/// </summary>
public static class MessageReader
{
    /// <summary>Reads a datagram: without Content-Length the body goes to its end, and what follows a shorter one is no part of the message (§18.3).</summary>
    public static SipRead Read(ReadOnlySpan<byte> datagram, SipLimits? limits = null)
    {
        limits ??= SipLimits.Usual;
        var blank = datagram.IndexOfAnyExcept((byte)'\r', (byte)'\n'); // Before the start line they are skipped (§7.5).
        if (blank < 0) return new(null, new("message", "it is empty"), datagram.Length);

        var bytes = datagram[blank..Math.Min(datagram.Length, blank + limits.MessageBytes)].ToArray();
        var read = Head(bytes, limits, out var headEnd, out var length);
        if (read.Message is not { } message) return read with { Length = datagram.Length };

        var fault = read.Fault;
        if (datagram.Length - blank > limits.MessageBytes) fault ??= new("message", $"it has more than {limits.MessageBytes} bytes", 513);
        var rest = bytes.Length - headEnd;
        if (length > rest) fault ??= new("Content-Length", $"it says {length}, and {rest} bytes came");
        var body = (int)Math.Min(length ?? rest, rest);
        message.Body = bytes.AsMemory(headEnd, body);
        return new(message, fault, blank + headEnd + body);
    }

    /// <summary>Reads start line and headers.</summary>
    /// <param name="bytes">Kept by the message.</param>
    /// <param name="limits">How much is taken.</param>
    /// <param name="headEnd">Where the body begins.</param>
    /// <param name="bodyLength">What Content-Length says; null where it says nothing.</param>
    internal static SipRead Head(byte[] bytes, SipLimits limits, out int headEnd, out long? bodyLength)
    {
        var all = bytes.AsSpan();
        (headEnd, bodyLength) = (all.Length, null);
        SipFault? fault = null;
        var slots = new SipHeaders.Slot[16];
        var count = 0;

        var lone = false;
        var startEnd = LineEnd(all, 0, out var at, ref lone);
        if (lone) fault = new("start line", "it has a CR without LF");
        var start = all[..startEnd];
        while (at < all.Length)
        {
            var lineStart = at;
            lone = false;
            var lineEnd = LineEnd(all, at, out at, ref lone);
            if (lineEnd == lineStart)
            {
                headEnd = at;
                break;
            }

            // A line that begins with white space goes on with the one before it (§7.3.1).
            var folded = false;
            while (at < all.Length && all[at] is (byte)' ' or (byte)'\t')
            {
                folded = true;
                lineEnd = LineEnd(all, at, out at, ref lone);
            }

            if (lineEnd - lineStart > limits.HeaderBytes)
            {
                fault ??= new("message", $"a header has more than {limits.HeaderBytes} bytes", 513);
                continue;
            }

            if (count == limits.Headers)
            {
                fault ??= new("message", $"it has more than {limits.Headers} headers", 513);
                break;
            }

            var line = all[lineStart..lineEnd];
            var colon = line.IndexOf((byte)':');
            var known = colon < 1 ? null : HeaderName.Find(White.TrimEnd(line[..colon]));
            if (known is null)
            {
                fault ??= new("message", $"header {count + 1} has no name");
                continue;
            }

            var value = White.Trim(line[(colon + 1)..], out var skipped);
            var from = lineStart + colon + 1 + skipped;
            var length = value.Length;
            if (lone) fault ??= new(known.Name, "it has a CR without LF");
            if (count == slots.Length) Array.Resize(ref slots, count * 2);
            slots[count++] = new() { Name = known, Start = from, Length = length, Folded = folded };
            if (ReferenceEquals(known, HeaderName.ContentLength)) bodyLength = Length(all.Slice(from, length), bodyLength, ref fault);
        }

        return StartLine(start, new SipHeaders(bytes, slots, count), fault);
    }

    private static long? Length(ReadOnlySpan<byte> value, long? before, ref SipFault? fault)
    {
        if (value.IsEmpty || value.Length > 10 || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            fault ??= new("Content-Length", "it is no number of bytes");
            return before;
        }

        var length = long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
        if (before is not null && before != length) fault ??= new("Content-Length", "it is there twice, with different numbers"); // RFC 4475 §3.3.9
        return length;
    }

    private static SipRead StartLine(ReadOnlySpan<byte> line, SipHeaders headers, SipFault? fault)
    {
        if (line.StartsWith("SIP/"u8) || line.StartsWith("sip/"u8)) return StatusLine(line, headers, fault);

        var end = line.TrimEnd(" \t"u8); // Trailing white space is wrong and harmless (RFC 4475 §3.1.2.10).
        var first = end.IndexOf((byte)' ');
        var last = end.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first || end[..first].ContainsAnyExcept(Grammar.TokenBytes) || first > 64) return new(null, new("start line", "it is neither a request nor a response"), 0);

        var version = end[(last + 1)..];
        var uri = end[(first + 1)..last];
        if (!IsVersion(version)) return new(null, new("start line", "it does not end with a version of SIP"), 0);
        if (!Ascii.EqualsIgnoreCase(version, "SIP/2.0"u8)) fault = new("start line", "the version is not SIP/2.0", 505);
        else if (uri.IsEmpty || uri.IndexOfAny((byte)' ', (byte)'\t') >= 0) fault ??= new("Request-URI", "it has white space");
        return new(new SipRequest(SipMethod.Known(end[..first]), Encoding.UTF8.GetString(uri), headers), fault, 0);
    }

    private static SipRead StatusLine(ReadOnlySpan<byte> line, SipHeaders headers, SipFault? fault)
    {
        var space = line.IndexOf((byte)' ');
        var rest = space < 0 ? default : line[(space + 1)..];
        var end = rest.IndexOf((byte)' ');
        var code = end < 0 ? rest : rest[..end];
        if (space < 0 || !IsVersion(line[..space])) return new(null, new("start line", "it is neither a request nor a response"), 0);
        if (code.Length != 3 || code.ContainsAnyExceptInRange((byte)'0', (byte)'9') || code[0] is < (byte)'1' or > (byte)'6')
            return new(null, new("start line", "the status is not between 100 and 699"), 0); // RFC 4475 §3.1.2.19

        if (!Ascii.EqualsIgnoreCase(line[..space], "SIP/2.0"u8)) fault = new("start line", "the version is not SIP/2.0", 505);
        var status = ((code[0] - '0') * 100) + ((code[1] - '0') * 10) + (code[2] - '0');
        var phrase = end < 0 ? default : rest[(end + 1)..];
        var usual = SipStatus.Reason(status);
        return new(new SipResponse(status, Ascii.Equals(phrase, usual) ? usual : Encoding.UTF8.GetString(phrase), headers), fault, 0);
    }

    private static readonly System.Buffers.SearchValues<byte> VersionNumber = System.Buffers.SearchValues.Create("0123456789."u8);

    private static bool IsVersion(ReadOnlySpan<byte> text) =>
        text.Length is >= 7 and <= 12 && Ascii.EqualsIgnoreCase(text[..4], "SIP/"u8) && text[4..].IndexOf((byte)'.') > 0 && !text[4..].ContainsAnyExcept(VersionNumber);

    // A line ends with CRLF; a bare LF is taken too, as careless peers write it. A CR alone ends nothing, and is noted.
    private static int LineEnd(ReadOnlySpan<byte> all, int from, out int next, ref bool lone)
    {
        var at = from;
        while (true)
        {
            var found = all[at..].IndexOfAny((byte)'\r', (byte)'\n');
            if (found < 0) return next = all.Length;

            at += found;
            if (all[at] == '\n')
            {
                next = at + 1;
                return at;
            }

            if (at + 1 < all.Length && all[at + 1] == '\n')
            {
                next = at + 2;
                return at;
            }

            lone = true;
            at++;
        }
    }
}

using System.Globalization;
using System.Text;

namespace Atiende.Sip.Transports;

/// <summary>
/// Cuts a stream into messages by Content-Length (RFC 3261 §18.3) and finds the keep-alives between them (RFC 5626 §3.5.1). Pure: bytes in, messages out.
/// It holds at most one message and what came with it.
/// </summary>
public sealed class StreamFramer(SipLimits limits)
{
    private byte[] bytes = new byte[4096];
    private int count;
    private int looked;

    /// <summary>Keep-alives that are not answered yet: each double CRLF wants a single one back.</summary>
    public int Pings { get; set; }

    /// <summary>Why the stream cannot be cut any more; its connection has to be closed.</summary>
    public SipFault? Fault { get; private set; }

    /// <summary>Takes what came.</summary>
    public void Append(ReadOnlySpan<byte> more)
    {
        if (bytes.Length - count < more.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, count + more.Length));
        more.CopyTo(bytes.AsSpan(count));
        count += more.Length;
    }

    /// <summary>The next whole message; null while there is none. To be called until then after each <see cref="Append"/>.</summary>
    public byte[]? Next()
    {
        if (Fault is not null) return null;

        if (!SkipBlank()) return null;

        var all = bytes.AsSpan(0, count);
        // The end may be split between two reads: three bytes are looked at again.
        var end = all[Math.Max(0, looked - 3)..].IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            looked = count;
            if (count > limits.MessageBytes) Fault = new("message", $"its headers have more than {limits.MessageBytes} bytes", 513);
            return null;
        }

        end += Math.Max(0, looked - 3) + 4;
        if (BodyLength(all[..end]) is not { } body) return null;
        if (end + body > limits.MessageBytes)
        {
            Fault = new("message", $"it has more than {limits.MessageBytes} bytes", 513);
            return null;
        }

        if (count < end + body) return null;

        var message = all[..(int)(end + body)].ToArray();
        Drop(message.Length);
        return message;
    }

    // Whether something else follows.
    private bool SkipBlank()
    {
        if (looked > 0) return true; // In the middle of a message.

        var blank = bytes.AsSpan(0, count).IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (blank < 0) blank = count - (count % 4); // Half a ping stays until its end comes.
        Pings = Math.Min(Pings + (blank / 4), 16);
        if (blank > 0) Drop(blank);
        return count > 0 && bytes[0] is not ((byte)'\r' or (byte)'\n');
    }

    private void Drop(int length)
    {
        bytes.AsSpan(length, count - length).CopyTo(bytes);
        count -= length;
        looked = 0;
        if (count == 0 && bytes.Length > 16_384) bytes = new byte[4096];
    }

    // Over a stream Content-Length must be there (§20.14); without it there is no body.
    private long? BodyLength(ReadOnlySpan<byte> head)
    {
        long? length = null;
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon < 1) continue;

            var name = line[..colon].Trim(" \t"u8);
            if (!Ascii.EqualsIgnoreCase(name, "Content-Length"u8) && !Ascii.EqualsIgnoreCase(name, "l"u8)) continue;

            var text = line[(colon + 1)..].Trim(" \t\r"u8);
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var said) || text.Length > 10 || (length is not null && length != said))
            {
                Fault = new("Content-Length", "it is no number of bytes, and so the stream cannot be followed");
                return null;
            }

            length = said;
        }

        return length ?? 0;
    }
}

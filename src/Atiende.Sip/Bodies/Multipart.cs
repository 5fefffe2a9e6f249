using System.Text;

namespace Atiende.Sip;

/// <summary>One part of a body: its own headers and its bytes (RFC 2046 §5.1, RFC 5621).</summary>
public sealed record BodyPart(MediaType Type, ReadOnlyMemory<byte> Body)
{
    /// <summary>Content-Disposition, Content-ID and the like, beside Content-Type.</summary>
    public SipHeaders Headers { get; init; } = new();
}

/// <summary>multipart/* bodies.</summary>
public static class Multipart
{
    /// <summary>The most parts that are read.</summary>
    public const int MostParts = 32;

    /// <summary>The parts of a body; a body that is not multipart is its only part. Null, and the fault, where it is malformed.</summary>
    public static IReadOnlyList<BodyPart>? Read(SipMessage message, out SipFault? fault)
    {
        if (!message.Headers.TryGet<MediaType>(HeaderName.ContentType, out var type, out fault)) return null;
        if (type is null) return [];
        if (!string.Equals(type.Type, "multipart", StringComparison.OrdinalIgnoreCase)) return [new(type, message.Body)];
        if (type.Parameters["boundary"] is { Length: > 0 and <= 70 } boundary) return Read(message.Body, boundary, out fault);

        fault = new("Content-Type", "the boundary is missing");
        return null;
    }

    /// <summary>The first body of a type, on its own or among parts; null where there is none.</summary>
    public static ReadOnlyMemory<byte>? Find(SipMessage message, MediaType wanted)
    {
        if (message.Body.IsEmpty || Read(message, out _) is not { } parts) return null;
        foreach (var part in parts)
        {
            if (part.Type.Is(wanted)) return part.Body;
        }

        return null;
    }

    /// <summary>Writes parts; the boundary must not be in any of them.</summary>
    public static byte[] Write(IEnumerable<BodyPart> parts, string boundary)
    {
        var buffer = new MessageBuffer();
        foreach (var part in parts)
        {
            buffer.Write($"--{boundary}\r\nContent-Type: {part.Type}\r\n");
            foreach (var (name, value) in part.Headers)
            {
                if (!name.Equals(HeaderName.ContentType)) buffer.Write($"{name}: {value}\r\n");
            }

            buffer.Write("\r\n"u8);
            buffer.Write(part.Body.Span);
            buffer.Write("\r\n"u8);
        }

        buffer.Write($"--{boundary}--\r\n");
        return buffer.Written.ToArray();
    }

    private static List<BodyPart>? Read(ReadOnlyMemory<byte> body, string boundary, out SipFault? fault)
    {
        fault = null;
        var delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        var parts = new List<BodyPart>();
        var at = body.Span.IndexOf(delimiter);
        while (at >= 0 && parts.Count < MostParts)
        {
            var rest = body[(at + delimiter.Length)..];
            if (rest.Span.StartsWith("--"u8)) return parts;

            var line = rest.Span.IndexOf((byte)'\n');
            var next = rest.Span.IndexOf([(byte)'\r', (byte)'\n', .. delimiter]);
            if (line < 0 || next < line - 1) break;

            if (Part(rest[(line + 1)..Math.Max(next, line + 1)]) is { } part) parts.Add(part);
            at = at + delimiter.Length + next + 2;
        }

        fault = new("body", "a part has no end");
        return null;
    }

    private static BodyPart? Part(ReadOnlyMemory<byte> bytes)
    {
        // A part is written like a message without its start line.
        byte[] whole = [.. "X sip:x SIP/2.0\r\n"u8, .. bytes.Span];
        var head = MessageReader.Head(whole, SipLimits.Usual, out var end, out _).Message!;
        if (!head.Headers.TryGet<MediaType>(HeaderName.ContentType, out var type, out _)) return null;

        return new(type ?? new MediaType("text", "plain"), whole.AsMemory(end)) { Headers = head.Headers };
    }
}

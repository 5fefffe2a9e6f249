namespace Atiende.Mail.Mime;

/// <summary>
/// Reads a message (RFC 5322, RFC 2045 to 2047, RFC 2231) as far as it can be read: it throws at nothing, does work in proportion to the
/// message's length, and follows it no further than <see cref="MimeLimits"/>.
/// </summary>
internal static class MimeReader
{
    public static MimeMessage Read(ReadOnlyMemory<byte> message)
    {
        var (headers, body) = MimeHeaders.Read(message.Span);
        var walk = new Walk();
        walk.Part(headers, message[body..], 0);
        return new(headers, walk.Leaves, walk.IsCut || headers.IsCut);
    }

    private sealed class Walk
    {
        private int _parts;

        public List<MimeLeaf> Leaves { get; } = [];

        public bool IsCut { get; private set; }

        public void Part(MimeHeaders headers, ReadOnlyMemory<byte> body, int depth)
        {
            if (depth > MimeLimits.Depth || ++_parts > MimeLimits.Parts)
            {
                IsCut = true;
                return;
            }

            IsCut |= headers.IsCut;
            var type = ContentField.Read(headers.Raw("Content-Type"));
            if (type.Value.StartsWith("multipart/", StringComparison.Ordinal) && type["boundary"] is { Length: > 0 and <= 200 } boundary)
            {
                foreach (var part in Split(body, System.Text.Encoding.ASCII.GetBytes(boundary)))
                {
                    if (_parts >= MimeLimits.Parts)
                    {
                        IsCut = true;
                        return;
                    }

                    var (inner, from) = MimeHeaders.Read(part.Span);
                    Part(inner, part[from..], depth + 1);
                }

                return;
            }

            Leaf(headers, type, body);
        }

        private void Leaf(MimeHeaders headers, ContentField type, ReadOnlyMemory<byte> body)
        {
            var disposition = ContentField.Read(headers.Raw("Content-Disposition"));
            ReadOnlyMemory<byte> content = headers.Raw("Content-Transfer-Encoding")?.Trim().ToLowerInvariant() switch
            {
                "base64" => Base64Text.Read(body.Span),
                "quoted-printable" => QuotedPrintable.Read(body.Span),
                _ => body,
            };
            Leaves.Add(new(
                IsMediaType(type.Value) ? type.Value : "text/plain", type["charset"]?.Trim().ToLowerInvariant() ?? "", disposition["filename"] ?? type["name"],
                disposition.Value == "attachment", headers.Raw("Content-ID")?.Trim('<', '>', ' '), content));
        }

        private static bool IsMediaType(string value) => value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < value.Length - 1;

        // RFC 2046 §5.1.1: a delimiter is a line of its own; the line break before it belongs to it. What stands before the first and after the last is nobody's.
        private static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, byte[] boundary)
        {
            var begun = -1;
            for (var at = 0; at < body.Length;)
            {
                var (line, next) = Lines.RangeAt(body.Span, at);
                if (IsDelimiter(body.Span[line], boundary, out var last))
                {
                    if (begun >= 0) yield return body[begun..Math.Max(begun, WithoutBreak(body.Span, at))];
                    if (last) yield break;
                    begun = next;
                }

                at = next;
            }

            // Cut short: what is there is a part.
            if (begun >= 0 && begun < body.Length) yield return body[begun..];
        }

        private static int WithoutBreak(ReadOnlySpan<byte> bytes, int at)
        {
            if (at > 0 && bytes[at - 1] == '\n') at--;
            return at > 0 && bytes[at - 1] == '\r' ? at - 1 : at;
        }

        private static bool IsDelimiter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> boundary, out bool last)
        {
            last = false;
            if (!line.StartsWith("--"u8) || !line[2..].StartsWith(boundary)) return false;

            var rest = line[(2 + boundary.Length)..];
            last = rest.StartsWith("--"u8);
            return rest.TrimEnd(" \t"u8).Length == 0 || last;
        }
    }
}

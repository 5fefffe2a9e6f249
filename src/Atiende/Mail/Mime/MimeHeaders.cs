using System.Text;

namespace Atiende.Mail.Mime;

/// <summary>A header (RFC 5322 §2.2): names without regard to case, values unfolded and with their encoded words read.</summary>
internal sealed class MimeHeaders
{
    private readonly List<(string Name, string Raw)> _fields = [];

    /// <summary>Whether something of it was left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The first value of a name as people read it; null where there is none.</summary>
    public string? this[string name] => Raw(name) is { } raw ? EncodedWords.Read(raw) : null;

    /// <summary>The first value of a name as it stands; null where there is none.</summary>
    public string? Raw(string name) => _fields.Find(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Raw;

    /// <summary>Whether there is such a field.</summary>
    public bool Has(string name) => Raw(name) is not null;

    /// <summary>Reads the lines up to the first empty one.</summary>
    /// <returns>The header, and where the body begins.</returns>
    public static (MimeHeaders Headers, int Body) Read(ReadOnlySpan<byte> bytes)
    {
        var headers = new MimeHeaders();
        var at = 0;
        StringBuilder? value = null;
        var name = "";
        while (at < bytes.Length)
        {
            var (line, next) = Lines.Next(bytes, at);
            if (line.Length == 0)
            {
                at = next;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                // RFC 5322 §2.2.3: unfolding takes the line break away and leaves the space.
                if (value is not null && value.Length + line.Length <= MimeLimits.ValueLength) value.Append(Charsets.Header(line));
                else headers.IsCut |= value is not null;
            }
            else
            {
                headers.Keep(name, value);
                (name, value) = Begin(line);
                // A mailbox file's envelope line, or rubbish: not a field. A body that begins without a header is the body.
                if (value is null && headers._fields.Count == 0 && !line.StartsWith("From "u8)) return (headers, at);
            }

            at = next;
            if (at > MimeLimits.HeaderBytes || headers._fields.Count >= MimeLimits.Headers)
            {
                headers.IsCut = true;
                at = SkipToBody(bytes, at);
                break;
            }
        }

        headers.Keep(name, value);
        return (headers, at);
    }

    private static (string Name, StringBuilder? Value) Begin(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 1) return ("", null);

        var name = line[..colon].TrimEnd((byte)' ');
        foreach (var letter in name)
            if (letter is <= 32 or >= 127) return ("", null);
        var rest = line[(colon + 1)..];
        return (Encoding.ASCII.GetString(name), new StringBuilder(Charsets.Header(rest[..Math.Min(rest.Length, MimeLimits.ValueLength)])));
    }

    private void Keep(string name, StringBuilder? value)
    {
        if (value is not null) _fields.Add((name, value.ToString().Trim()));
    }

    private static int SkipToBody(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            var (line, next) = Lines.Next(bytes, at);
            at = next;
            if (line.Length == 0) break;
        }

        return at;
    }
}

using System.Globalization;
using System.Text;

namespace Atiende.Mail.Mime;

/// <summary>A structured field such as <c>Content-Type: text/plain; charset=utf-8</c> (RFC 2045 §5.1) with parameters continued and encoded as RFC 2231 says.</summary>
internal sealed class ContentField
{
    private const int Most = 50;

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value before the parameters, lower case.</summary>
    public string Value { get; private set; } = "";

    /// <summary>A parameter; null where there is none.</summary>
    public string? this[string name] => _parameters.TryGetValue(name, out var plain) ? EncodedWords.Read(plain) : Extended(name);

    /// <summary>Reads a field; one that is not there has neither value nor parameters.</summary>
    public static ContentField Read(string? raw)
    {
        var field = new ContentField();
        if (raw is null) return field;

        var at = 0;
        field.Value = Until(raw, ref at, ';').Trim().ToLowerInvariant();
        while (at < raw.Length && field._parameters.Count < Most)
        {
            var name = Until(raw, ref at, '=', ';').Trim();
            if (at == 0 || raw[at - 1] != '=') continue;

            var value = Quoted(raw, ref at) ?? Until(raw, ref at, ';').Trim();
            if (name.Length > 0) field._parameters.TryAdd(name, value);
        }

        return field;
    }

    // Up to one of the ends, which is passed; all of the rest where there is none. Comments in brackets are left where they are: names are compared whole.
    private static string Until(string raw, ref int at, params ReadOnlySpan<char> ends)
    {
        var length = raw.AsSpan(at).IndexOfAny(ends);
        var text = length < 0 ? raw[at..] : raw[at..(at + length)];
        at += text.Length + (length < 0 ? 0 : 1);
        return text;
    }

    private static string? Quoted(string raw, ref int at)
    {
        var from = at;
        while (from < raw.Length && char.IsWhiteSpace(raw[from])) from++;
        if (from >= raw.Length || raw[from] != '"') return null;

        var text = new StringBuilder();
        for (from++; from < raw.Length && raw[from] != '"'; from++)
        {
            if (raw[from] == '\\' && from + 1 < raw.Length) from++;
            text.Append(raw[from]);
        }

        at = Math.Min(from + 1, raw.Length);
        Until(raw, ref at, ';');
        return text.ToString();
    }

    // name*=utf-8''%C3%B1, or name*0*=…; name*1=… in as many pieces.
    private string? Extended(string name)
    {
        var pieces = new List<(string Text, bool Encoded)>();
        if (_parameters.TryGetValue($"{name}*", out var whole)) pieces.Add((whole, true));
        for (var n = 0; pieces.Count == n && n < Most; n++)
        {
            if (_parameters.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{name}*{n}*"), out var encoded)) pieces.Add((encoded, true));
            else if (_parameters.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"{name}*{n}"), out var plain)) pieces.Add((plain, false));
        }

        if (pieces.Count == 0) return null;

        var charset = "";
        if (pieces[0] is { Encoded: true, Text: var first } && first.Split('\'', 3) is [var named, _, var rest])
        {
            charset = named.ToLowerInvariant();
            pieces[0] = (rest, true);
        }

        return Charsets.Read(pieces.SelectMany(p => p.Encoded ? Percent(p.Text) : Encoding.UTF8.GetBytes(p.Text)).ToArray(), charset);
    }

    private static byte[] Percent(string text) => QuotedPrintable.Read(Encoding.UTF8.GetBytes(text.Replace("=", "=3D", StringComparison.Ordinal).Replace('%', '=')));
}

using System.Text;

namespace Atiende.Sip.Text;

/// <summary>Quoted strings and escapes (RFC 3261 §25.1).</summary>
internal static class Quoting
{
    /// <summary>What a quoted-string says; anything else as it is.</summary>
    public static string Unquote(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"') return text.ToString();

        text = text[1..^1];
        if (!text.Contains('\\')) return text.ToString();

        var said = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            said.Append(text[at]);
        }

        return said.ToString();
    }

    /// <summary>A quoted-string that says this.</summary>
    public static string Quote(string text) =>
        text.AsSpan().IndexOfAny('"', '\\') < 0 ? $"\"{text}\"" : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>%-escapes resolved as UTF-8. An escaped NUL stays a NUL: strings here end by their length.</summary>
    public static string Unescape(string text) => text.Contains('%', StringComparison.Ordinal) ? System.Uri.UnescapeDataString(text) : text;

    /// <summary>Text escaped for a URI's user, parameter or header.</summary>
    public static string Escape(string text) => System.Uri.EscapeDataString(text);
}

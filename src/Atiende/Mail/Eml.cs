using System.Globalization;
using System.Text;

namespace Atiende.Mail;

/// <summary>A message as a file: RFC 5322 with MIME, plain text in UTF-8 that any reader shows, and the same words as HTML beside it.</summary>
internal static class Eml
{
    // RFC 5322 §2.1.1: 998 octets a line at most; RFC 2047 §2: 75 characters an encoded word.
    private const int LineOctets = 900;
    private const int WordOctets = 42;

    public static string Write(Letter letter)
    {
        var file = new StringBuilder();
        Header(file, "Date", letter.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(file, "From", Mailbox(letter.FromName, letter.FromAddress));
        Header(file, "To", Mailbox(letter.ToName, letter.ToAddress));
        Header(file, "Subject", Encoded(letter.Subject));
        Header(file, "Message-ID", $"<{letter.MessageId}>");
        if (letter.ReplyTo is { } answers) Header(file, "Reply-To", Mailbox(letter.FromName, answers));
        if (letter.Thread is { } thread)
        {
            Header(file, "In-Reply-To", $"<{thread}>");
            Header(file, "References", $"<{thread}>");
        }

        if (letter.IsAutomatic) Header(file, "Auto-Submitted", "auto-generated");
        Header(file, "MIME-Version", "1.0");
        if (letter.Html is not { } html)
        {
            Words(file, "plain", letter.Text);
            return file.ToString();
        }

        // RFC 2046 §5.1.4: the plainest first, the reader shows the last that it understands. No text holds this boundary.
        var boundary = $"=_{letter.Id:N}";
        Header(file, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        file.Append("\r\n");
        foreach (var (kind, text) in new[] { ("plain", letter.Text), ("html", html) })
        {
            file.Append("--").Append(boundary).Append("\r\n");
            Words(file, kind, text);
        }

        return file.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    private static void Words(StringBuilder file, string kind, string text)
    {
        Header(file, "Content-Type", $"text/{kind}; charset=utf-8");
        Header(file, "Content-Transfer-Encoding", "8bit");
        file.Append("\r\n");
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(Folded))
            file.Append(line).Append("\r\n");
    }

    private static void Header(StringBuilder file, string name, string value) =>
        file.Append(name).Append(": ").Append(value).Append("\r\n");

    private static string Mailbox(string name, string address) =>
        name.Length == 0 ? OneLine(address) : $"{Encoded(name, quoted: true)} <{OneLine(address)}>";

    // Nothing typed by a person begins a header of its own.
    private static string OneLine(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static string Encoded(string text, bool quoted = false)
    {
        text = OneLine(text);
        if (text.All(c => c is >= ' ' and <= '~') && text.Length < WordOctets)
            return quoted ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;

        return string.Join("\r\n ", Chunks(text, WordOctets)
            .Select(chunk => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(chunk))}?="));
    }

    // Cut between characters, never inside one: each encoded word must be whole text.
    private static IEnumerable<string> Chunks(string text, int octets)
    {
        var chunk = new StringBuilder();
        var size = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (size + rune.Utf8SequenceLength > octets)
            {
                yield return chunk.ToString();
                chunk.Clear();
                size = 0;
            }

            chunk.Append(rune.ToString());
            size += rune.Utf8SequenceLength;
        }

        if (chunk.Length > 0) yield return chunk.ToString();
    }

    private static IEnumerable<string> Folded(string line) =>
        Encoding.UTF8.GetByteCount(line) <= LineOctets ? [line] : Chunks(line, LineOctets);
}

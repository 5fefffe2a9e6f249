using System.Text;

namespace Atiende.Mail.Mime;

/// <summary>Bytes as text, whatever charset they say they are in; nothing is ever refused.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text in a charset; one that is not known, or is not what it says, is UTF-8 where it can be and Latin-1 otherwise.</summary>
    public static string Read(ReadOnlySpan<byte> bytes, string charset)
    {
        var text = charset is "" or "utf-8" or "utf8" or "us-ascii" or "ascii" || Named(charset) is not { } named ? Guess(bytes) : named.GetString(bytes);
        // What no screen shows and no database takes.
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
    }

    /// <summary>A header's line: ASCII, or UTF-8 (RFC 6532), or what old programs put there.</summary>
    public static string Header(ReadOnlySpan<byte> bytes) => Read(bytes, "");

    private static Encoding? Named(string charset)
    {
        // What is called Latin-1 in mails is mostly Windows's own, which has it whole (WHATWG Encoding Standard §4.2).
        if (charset is "iso-8859-1" or "latin1" or "cp1252") charset = "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Known(charset);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // UTF-7 is a way to smuggle, and is not among them.
    private static Encoding? Known(string charset) => charset switch
    {
        "utf-16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}

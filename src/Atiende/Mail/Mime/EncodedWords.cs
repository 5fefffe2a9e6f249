using System.Text;
using System.Text.RegularExpressions;

namespace Atiende.Mail.Mime;

/// <summary>Encoded words of headers (RFC 2047): <c>=?utf-8?B?w7E=?=</c>. What is not one stays as it is.</summary>
internal static partial class EncodedWords
{
    public static string Read(string header)
    {
        if (!header.Contains("=?", StringComparison.Ordinal)) return header;

        var text = new StringBuilder(header.Length);
        var bytes = new List<byte>();
        var charset = "";
        var from = 0;
        foreach (Match word in Word().Matches(header))
        {
            var between = header[from..word.Index];
            var named = word.Groups["charset"].Value.Split('*')[0].ToLowerInvariant();
            // §6.2: space between two encoded words is not shown. A character may be split over two of one charset.
            if (bytes.Count > 0 && (!string.IsNullOrWhiteSpace(between) || named != charset)) Flush();
            if (!string.IsNullOrWhiteSpace(between) || from == 0) text.Append(between);
            charset = named;
            bytes.AddRange(word.Groups["how"].Value is "B" or "b" ? Base64Text.Read(Encoding.ASCII.GetBytes(word.Groups["text"].Value))
                : QuotedPrintable.Read(Encoding.ASCII.GetBytes(word.Groups["text"].Value.Replace('_', ' '))));
            from = word.Index + word.Length;
        }

        Flush();
        return text.Append(header, from, header.Length - from).ToString();

        void Flush()
        {
            text.Append(Charsets.Read(bytes.ToArray(), charset));
            bytes.Clear();
        }
    }

    [GeneratedRegex(@"=\?(?<charset>[\w.*:+-]{1,60})\?(?<how>[BbQq])\?(?<text>[!-<>-~=]{0,2000}?)\?=", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

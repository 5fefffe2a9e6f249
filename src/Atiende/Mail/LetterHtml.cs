using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Atiende.Packs.Model;

namespace Atiende.Mail;

/// <summary>The words of a message as HTML: paragraphs, links, the organisation's name and colour. No picture and nothing fetched from anywhere.</summary>
internal static partial class LetterHtml
{
    private const string DarkGrey = "#33424a";

    /// <summary>The page that goes out beside the plain text.</summary>
    public static string Of(string subject, string text, Pack? pack)
    {
        var name = pack?.Portal?.Name ?? pack?.Identity.ShortName ?? "";
        var colour = pack?.Portal?.Colours.Light ?? DarkGrey;
        var html = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"es\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(WebUtility.HtmlEncode(subject)).Append("</title></head>\n")
            .Append("<body style=\"margin:0;background:#ffffff;color:#1c2429;font:16px/1.5 Arial,Helvetica,sans-serif\">\n")
            .Append("<div style=\"max-width:40em;margin:0 auto;padding:16px\">\n");
        if (name.Length > 0)
            html.Append("<p style=\"margin:0 0 16px;padding:0 0 8px;border-bottom:3px solid ").Append(colour).Append(";font-weight:bold;color:").Append(colour).Append("\">")
                .Append(WebUtility.HtmlEncode(name)).Append("</p>\n");
        foreach (var paragraph in Paragraphs().Split(text.ReplaceLineEndings("\n").Trim('\n')))
            html.Append("<p style=\"margin:0 0 16px\">").Append(string.Join("<br>\n", paragraph.Split('\n').Select(line => Line(line, colour)))).Append("</p>\n");

        return html.Append("</div>\n</body>\n</html>\n").ToString();
    }

    private static string Line(string line, string colour)
    {
        var html = new StringBuilder();
        var from = 0;
        foreach (var link in Link().EnumerateMatches(line))
        {
            var address = WebUtility.HtmlEncode(line.Substring(link.Index, link.Length));
            html.Append(WebUtility.HtmlEncode(line[from..link.Index]))
                .Append("<a href=\"").Append(address).Append("\" style=\"color:").Append(colour).Append("\">").Append(address).Append("</a>");
            from = link.Index + link.Length;
        }

        return html.Append(WebUtility.HtmlEncode(line[from..])).ToString();
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Paragraphs();

    // What stands after it in a sentence is not of the link.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]]")]
    private static partial Regex Link();
}

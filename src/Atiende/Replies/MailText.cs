using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Atiende.Mail.Mime;

namespace Atiende.Replies;

/// <summary>The words of a mail: its plain text, or its HTML as text.</summary>
internal static partial class MailText
{
    // Of HTML: a hostile one nests, and a parser's work grows with length times depth.
    private const int HtmlLength = 500_000;
    private const int TagsMost = 15_000;
    private const int DepthMost = 400;

    // They need no end, so their beginnings say nothing of nesting.
    private static readonly HashSet<string> Alone = ["br", "hr", "img", "meta", "link", "input", "col", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody", "thead"];

    private const string Quoted = "blockquote, .gmail_quote, .gmail_quote_container, .yahoo_quoted, .moz-cite-prefix, script, style, head, title, template, noscript";
    private const string QuotedFromHere = "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container";

    private static readonly string[] Blocks =
        ["p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "article", "header", "footer", "address"];

    /// <summary>All it says, with what is quoted.</summary>
    public static string Whole(MimeMessage message)
    {
        var plain = string.Join("\n\n", Words(message, "text/plain").Select(l => l.Text.Trim()).Where(t => t.Length > 0));
        return Tidy(plain.Length > 0 ? plain : string.Join("\n\n", Words(message, "text/html").Select(l => FromHtml(l.Text, withQuoted: true))));
    }

    /// <summary>What is new in it: without what it answers to. All of it, where nothing else would be left.</summary>
    public static string New(MimeMessage message)
    {
        var plain = string.Join("\n\n", Words(message, "text/plain").Select(l => l.Text.Trim()).Where(t => t.Length > 0));
        var text = Tidy(plain.Length > 0 ? plain : string.Join("\n\n", Words(message, "text/html").Select(l => FromHtml(l.Text, withQuoted: false))));
        var cut = QuotedHistory.Cut(text);
        return cut.Length > 0 ? cut : Whole(message);
    }

    /// <summary>The parts that are attached: all that are not the words.</summary>
    public static IReadOnlyList<MimeLeaf> Files(MimeMessage message)
    {
        var words = Words(message, "text/plain").Concat(Words(message, "text/html")).ToHashSet();
        return [.. message.Leaves.Where(l => !words.Contains(l) && l.Content.Length > 0 && !IsOrnament(l) && l.MediaType is not ("text/calendar" or "message/delivery-status" or "text/rfc822-headers"))];
    }

    // The pictures of signatures: shown inside the HTML, and small.
    private static bool IsOrnament(MimeLeaf leaf) => leaf is { ContentId: not null, IsAttachment: false, Content.Length: < 20 * 1024 } && leaf.MediaType.StartsWith("image/", StringComparison.Ordinal);

    private static IEnumerable<MimeLeaf> Words(MimeMessage message, string mediaType) =>
        message.Leaves.Where(l => l.MediaType == mediaType && !l.IsAttachment && l.FileName is null);

    private static string FromHtml(string html, bool withQuoted)
    {
        if (html.Length > HtmlLength) html = html[..HtmlLength];
        var document = new HtmlParser().ParseDocument(Bounded(html));
        foreach (var gone in document.QuerySelectorAll(withQuoted ? "script, style, head, title, template, noscript" : Quoted).ToList()) gone.Remove();
        if (!withQuoted && document.QuerySelector(QuotedFromHere) is { } quoted)
        {
            while (quoted.NextSibling is { } after) after.RemoveFromParent();
            quoted.Remove();
        }

        var text = new StringBuilder();
        for (INode? node = document.Body; node is not null; node = Next(node, document.Body!, text))
        {
            if (node is IText words) text.Append(words.Data.ReplaceLineEndings(" ").Replace('\u00A0', ' '));
            else if (node is IElement { LocalName: "br" or "hr" }) text.Append('\n');
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    // In the document's order, without calling itself: nesting has no end that we set.
    private static INode? Next(INode node, INode root, StringBuilder text)
    {
        if (node.FirstChild is { } child)
        {
            if (IsBlock(node) && text.Length > 0 && text[^1] != '\n') text.Append('\n');
            return child;
        }

        while (node != root)
        {
            if (IsBlock(node)) text.Append('\n');
            if (node.NextSibling is { } sibling) return sibling;
            node = node.Parent!;
        }

        return null;
    }

    private static bool IsBlock(INode node) => node is IElement { LocalName: not "br" } element && Blocks.Contains(element.LocalName);

    private static string Bounded(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        var (tags, depth) = (0, 0);
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            var ends = html[tag.Index + 1] == '/';
            var name = html.Substring(tag.Index + (ends ? 2 : 1), tag.Length - (ends ? 2 : 1)).ToLowerInvariant();
            if (++tags > TagsMost) return html[..tag.Index];
            if (Alone.Contains(name)) continue;

            // An end without its beginning takes nothing back.
            var held = open.GetValueOrDefault(name);
            if (ends && held == 0) continue;

            open[name] = ends ? held - 1 : held + 1;
            depth += ends ? -1 : 1;
            if (depth > DepthMost) return html[..tag.Index];
        }

        return html;
    }

    // Line ends of one kind, no space at their ends, no more than one empty line at a time.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()))
        {
            empty = line.Length == 0 ? empty + 1 : 0;
            if (empty < 2) tidy.Append(new string([.. line.Where(c => !char.IsControl(c) || c == '\t')])).Append('\n');
        }

        return tidy.ToString().Trim('\n');
    }

    [GeneratedRegex(@"</?[A-Za-z][A-Za-z0-9]{0,20}")]
    private static partial Regex Tag();
}

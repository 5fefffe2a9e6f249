using System.Net;
using System.Text.RegularExpressions;
using Atiende.Shell;

namespace Atiende.Browser.Tests.Everywhere;

/// <summary>A page that somebody may open.</summary>
/// <param name="Who">Whose it is: an account, or what else opens it.</param>
/// <param name="Route">The route that answers.</param>
/// <param name="Address">Its address.</param>
/// <param name="Status">What it answers.</param>
internal sealed record FoundPage(string Who, string Route, string Address, int Status);

/// <summary>Goes from page to page as somebody, over each link, and keeps what it finds and what is wrong with it.</summary>
internal sealed partial class Crawl(PageRoutes routes)
{
    // Links that are shown also to who may not follow them: the door's to the home page, a trace's to its run, an order's to its sheet,
    // a task's or record's to a trace that is another unit's or was never walked.
    private static readonly (string Route, int Status)[] Known = [("/", 401), ("/desk/run/{Id:guid}", 403), ("/orders/{id:guid}/sheet", 403), ("/runs/{Id:guid}", 404)];

    // A text's key begins with its room.
    private static readonly HashSet<string> Rooms = [.. Texts.In(Texts.Spanish).Keys.Select(key => key.Split('.')[0])];

    public List<FoundPage> Found { get; } = [];

    /// <summary>What is wrong, a line each, with whose page it is.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Every route that somebody was answered on.</summary>
    public HashSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins at the given addresses, then at every route without parameters, and follows what is linked; so many of a kind, and no more.</summary>
    public async Task Walk(string who, Func<string, Task<HttpResponseMessage>> get, IEnumerable<string> from, IEnumerable<string> plain, int ofAKind)
    {
        var waiting = new Queue<(string Address, string? Linked)>(from.Concat(plain).Select(address => (address, (string?)null)));
        var (seen, kinds) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        while (waiting.TryDequeue(out var next))
        {
            var (address, linked) = next;
            if (PageRoutes.IsApart(address) || !seen.Add(address)) continue;
            if (routes.Of(address) is not { } route)
            {
                Wrong.Add($"{who}: {linked} links to {address}, which no route answers");
                continue;
            }

            if (kinds.GetValueOrDefault(route) >= ofAKind) continue;

            using var answer = await get(address);
            var status = (int)answer.StatusCode;
            if (status is 403 or 404 or 401 && linked is null) continue; // Not for this one, or nothing there without more.
            if (status >= (linked is null ? 500 : 400) && !Known.Contains((route, status))) Wrong.Add($"{who}: {linked} links to {address}, which answers {status}");
            if (status is >= 300 and < 400 && answer.Headers.Location?.OriginalString is ['/', not '/', ..] to) waiting.Enqueue((to, address));

            Reached.Add(route);
            kinds[route] = kinds.GetValueOrDefault(route) + 1;
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;

            var html = await answer.Content.ReadAsStringAsync();
            if (!html.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)) continue;

            Found.Add(new(who, route, address, status));
            Look(who, address, html);
            foreach (Match link in Links().Matches(html)) waiting.Enqueue((WebUtility.HtmlDecode(link.Groups[1].Value), address));
        }
    }

    private void Look(string who, string address, string html)
    {
        if (Headings().Count(html) is not 1 and var headings) Wrong.Add($"{who}: {address} has {headings} first headings");
        if (!Title().IsMatch(html)) Wrong.Add($"{who}: {address} has no title");
        foreach (var key in Keys().Matches(WebUtility.HtmlDecode(html)).Where(key => Rooms.Contains(key.Groups[1].Value)).Select(key => key.Value).Distinct()) Wrong.Add($"{who}: {address} shows the text's key {key}");
    }

    [GeneratedRegex("<a\\b[^>]*?\\shref=\"(/[^\"#]*)")]
    private static partial Regex Links();

    [GeneratedRegex(@"<h1[\s>]")]
    private static partial Regex Headings();

    [GeneratedRegex(@"<title>\s*[^\s·<]")]
    private static partial Regex Title();

    // A text that is not there shows its key: [room.key].
    [GeneratedRegex(@"\[([a-z]+(?:-[a-z]+)*)(?:\.[a-z0-9-]+)+\]")]
    private static partial Regex Keys();
}

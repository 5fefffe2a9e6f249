using System.Net;
using System.Text.RegularExpressions;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Pages;

/// <summary>Pages whose thing is not there.</summary>
public sealed partial class NotThereTests
{
    private const string Nowhere = "01a20000-0000-7000-8000-000000000000";

    [Fact]
    public async Task A_page_whose_thing_is_not_there_says_so_with_404_in_the_frame_and_in_both_languages()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        using var agent = await SignedIn.As(server, "carlos.ejemplo@sv-hacienda");
        var titles = new HashSet<string>();
        foreach (var language in new[] { "es", "en" })
        {
            await agent.Status($"/culture/{language}");
            foreach (var page in Pages())
            {
                var (status, html) = await agent.Ask(page);
                Assert.True(status == HttpStatusCode.NotFound, $"{page}: {(int)status}");
                Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
                var title = Assert.Single(Heading().Matches(html)).Groups[1].Value;
                Assert.StartsWith(title, Title().Match(html).Groups[1].Value, StringComparison.Ordinal);
                Assert.Contains("id=\"main\"", html, StringComparison.Ordinal);
                Assert.Contains("href=\"/desk\"", html, StringComparison.Ordinal);
                titles.Add($"{language} {title}");
            }
        }

        // Each kind of thing is named, in each language; a run is asked for by two pages, an attention too.
        Assert.True(titles.Count >= 2 * 6, string.Join('\n', titles));
    }

    // Every page with an id in its address, so that a new one is asked too.
    private static List<string> Pages() =>
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from route in type.GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false).Cast<Microsoft.AspNetCore.Components.RouteAttribute>()
           where route.Template.Contains('{', StringComparison.Ordinal)
           select Parameter().Replace(route.Template, Nowhere),
    ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("<h1[^>]*>([^<]+)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<title>([^<]+)</title>")]
    private static partial Regex Title();
}

using System.Collections.Concurrent;
using Atiende.Tests.Harness;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Harness;

/// <summary>Somebody in front of a browser, with one page open; what scripts complain of is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // A frame of a notice runs no script, axe's neither; a watermark is faint by its nature. Of what is well, nobody wants to read.
    private static readonly AxeRunContext Whole = new() { Exclude = [new AxeSelector("iframe"), new AxeSelector(".watermark")] };
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    public Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, and what the content policy stopped; the browser's own lines about answers of 4xx and 5xx are not.</summary>
    public IEnumerable<string> Complaints => complaints.Where(line => !line.StartsWith("Failed to load resource", StringComparison.Ordinal));

    public async Task Open(string path) => await Page.GotoAsync(path);

    public Task Press(string key) => Page.Keyboard.PressAsync(key);

    public Task Type(string text) => Page.Keyboard.TypeAsync(text);

    public ILocator Find(string selector) => Page.Locator(selector);

    public Task See(string selector) => Assertions.Expect(Page.Locator(selector).First).ToBeVisibleAsync();

    public Task SeeText(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Fails, naming rule and element, where the page keeps someone out: axe, all rules of WCAG 2.2 A and AA and its best practices.</summary>
    public async Task IsAccessible() => Assert.Empty(await Violations());

    /// <summary>What axe finds, a line for each element.</summary>
    public async Task<IReadOnlyList<string>> Violations()
    {
        var found = await Page.RunAxe(Whole, Options);
        return [.. found.Violations.SelectMany(violation => violation.Nodes.Select(node =>
            $"{violation.Id}: {node.Html} ({node.Any.Concat(node.All).Concat(node.None).FirstOrDefault()?.Message})"))];
    }

    /// <summary>Fails where the page is wider than the window.</summary>
    public async Task FitsTheWindow() => Assert.Null(await TooWide());

    /// <summary>What reaches beyond the window where the page is wider than it; null where it fits.</summary>
    public Task<string?> TooWide() => Page.EvaluateAsync<string?>("""
        () => {
          if (document.documentElement.scrollWidth <= window.innerWidth) return null;
          const beyond = [...document.body.querySelectorAll('*')].filter(part => part.getBoundingClientRect().right > window.innerWidth + 1);
          const innermost = beyond.filter(part => !beyond.some(other => other !== part && part.contains(other)));
          return `${location.pathname} is wider than ${window.innerWidth}: ${(innermost[0] ?? document.body).outerHTML.slice(0, 200)}`;
        }
        """);

    /// <summary>
    /// Keeps a picture for the manual, in docs/manual/img, when the run is asked for them: <c>SCREENSHOTS=1</c>; into another folder with its path.
    /// </summary>
    public async Task Picture(string name, bool whole = false)
    {
        var wanted = Environment.GetEnvironmentVariable("SCREENSHOTS");
        if (string.IsNullOrEmpty(wanted)) return;

        var folder = wanted == "1" ? Repository.Path("docs", "manual", "img") : wanted;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

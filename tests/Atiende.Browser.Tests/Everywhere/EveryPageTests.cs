using System.Collections.Concurrent;
using Atiende.Accounts;
using Atiende.Browser.Tests.Harness;
using Atiende.Tests.Portal;
using Microsoft.Playwright;

namespace Atiende.Browser.Tests.Everywhere;

/// <summary>Every page that the application lists, looked at in a browser as somebody who may open it: also those that are added later.</summary>
public sealed class EveryPageTests(Chromium chromium, FurnishedServer furnished) : IClassFixture<FurnishedServer>
{
    // As many browsers as the smallest machine has processors.
    private const int Browsers = 2;

    // Pages that people open on a telephone: axe looks at them there too.
    private static readonly string[] OnATelephone = ["/portal/", "/paper", "/institution", "/cases/board"];

    [Fact]
    public void Every_link_leads_somewhere_and_every_page_has_its_title_and_words()
    {
        None(furnished.Crawl.Wrong);
        Assert.True(furnished.Crawl.Found.Count > 200, $"only {furnished.Crawl.Found.Count} pages were found");
    }

    [Fact]
    public void No_page_is_left_out() =>
        // A page that nothing links to, or whose thing Furniture does not make, stands here.
        Assert.Empty(furnished.Routes.Pages.Except(furnished.Crawl.Reached));

    [Theory]
    [InlineData(false, "es")]
    [InlineData(true, "en")]
    public async Task Every_page_is_accessible_fits_and_complains_of_nothing(bool dark, string language)
    {
        // Staff's pages once each, as who may do most there; the contracting institution's and the portal's people see others under the same address.
        var pages = furnished.Crawl.Found.OrderByDescending(page => PagePictures.Of(page).Any()).DistinctBy(page => (page.Route, page.Who is Furniture.Institution or FurnishedServer.Person or FurnishedServer.Nobody ? page.Who : "staff")).ToList();
        var (waiting, wrong) = (new ConcurrentQueue<FoundPage>(pages.OrderBy(page => page.Who, StringComparer.Ordinal)), new ConcurrentBag<string>());

        await Task.WhenAll(Enumerable.Range(0, Browsers).Select(_ => LookAtAll(waiting, wrong, dark, language)));

        None(wrong);
    }

    private static void None(IEnumerable<string> wrong) => Assert.False(wrong.Any(), string.Join('\n', wrong.Distinct().Order(StringComparer.Ordinal)));

    private async Task LookAtAll(ConcurrentQueue<FoundPage> waiting, ConcurrentBag<string> wrong, bool dark, string language)
    {
        Visitor? visitor = null;
        var who = "";
        while (waiting.TryDequeue(out var page))
        {
            if (visitor is null || who != page.Who)
            {
                if (visitor is not null) await visitor.DisposeAsync();
                visitor = await chromium.Visitor(furnished.Server.Address, dark, language);
                await Enter(visitor, who = page.Who);
            }

            foreach (var problem in await Look(visitor, page)) wrong.Add($"{page.Who} {page.Address}: {problem}");
            if (!dark) await Keep(visitor, page);
        }

        if (visitor is not null) await visitor.DisposeAsync();
    }

    private static async Task Keep(Visitor visitor, FoundPage page)
    {
        foreach (var (name, at) in PagePictures.Of(page))
        {
            if (page.Who is FurnishedServer.Person) await visitor.Page.SetViewportSizeAsync(390, 844);
            if (at is not null) await visitor.Find(at).First.EvaluateAsync("part => part.scrollIntoView({ block: 'center' })");
            await visitor.Picture(name);
            await visitor.Page.SetViewportSizeAsync(1366, 768);
        }
    }

    private static async Task<List<string>> Look(Visitor visitor, FoundPage page)
    {
        var (wrong, said) = (new List<string>(), visitor.Complaints.Count());
        var answer = await visitor.Page.GotoAsync(page.Address);
        await visitor.Page.WaitForFunctionAsync("() => document.readyState === 'complete' && !document.querySelector('.htmx-request')");
        if (answer?.Status != page.Status) wrong.Add($"answers {answer?.Status}, to a program {page.Status}");
        if (await visitor.Find("h1:visible").CountAsync() is not 1 and var headings) wrong.Add($"shows {headings} first headings");
        wrong.AddRange(await visitor.Violations());
        if (await visitor.TooWide() is { } beyond) wrong.Add(beyond);
        await visitor.Page.SetViewportSizeAsync(390, 844);
        if (!page.Address.EndsWith("/print", StringComparison.Ordinal) && await visitor.TooWide() is { } wide) wrong.Add(wide); // Print is as wide as its paper.
        if (OnATelephone.Any(start => page.Address.StartsWith(start, StringComparison.Ordinal))) wrong.AddRange((await visitor.Violations()).Select(one => $"on a telephone: {one}"));
        await visitor.Page.SetViewportSizeAsync(1366, 768);
        wrong.AddRange(visitor.Complaints.Skip(said).Select(one => $"the browser says: {one}"));
        return wrong;
    }

    private static async Task Enter(Visitor visitor, string who)
    {
        if (who is FurnishedServer.Nobody) return;
        var (page, name, password) = who is FurnishedServer.Person ? ("/portal/cl-soser/sign-in", "#mail", Someone.Password) : ("/sign-in", "#userName", DemonstrationAccounts.Password);
        await visitor.Open(page);
        await visitor.Find(name).FillAsync(who is FurnishedServer.Person ? Someone.Address : who);
        await visitor.Find("#password").FillAsync(password);
        await visitor.Press("Enter");
        await Assertions.Expect(visitor.Find("#password")).ToHaveCountAsync(0);
    }
}

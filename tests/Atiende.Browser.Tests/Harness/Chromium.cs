using Atiende.Browser.Tests.Harness;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Atiende.Browser.Tests.Harness;

/// <summary>Debian's Chromium, one for the whole run; each test has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // What a page may take on a busy machine before a test gives up.
    private const float PatienceMs = 20_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh browser of somebody: cookies, storage and language of its own.</summary>
    public async Task<Visitor> Visitor(
        Uri address, bool dark = false, string language = "es", int width = 1366, int height = 768, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(context, await context.NewPageAsync());
    }
}

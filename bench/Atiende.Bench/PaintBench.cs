using System.Globalization;
using Microsoft.Playwright;

namespace Atiende.Bench;

/// <summary>In a real Chromium: from the key that answers a step to the frame that shows the next one, beside a frame that nothing changes.</summary>
internal static class PaintBench
{
    private const int Walks = 12;

    // The second frame after the change has been painted when its callback runs.
    private const string Watch = """
        () => {
          const guide = () => document.querySelector('#guide')?.dataset.sequence;
          window.paint = { idle: [], steps: [] };
          const frame = done => requestAnimationFrame(() => requestAnimationFrame(done));
          addEventListener('keydown', event => {
            if (event.key !== 'Enter') return;
            const from = performance.now(), was = guide();
            const look = () => guide() !== was ? frame(() => window.paint.steps.push(performance.now() - from)) : requestAnimationFrame(look);
            look();
          }, { capture: true });
          window.idle = () => new Promise(done => { const from = performance.now(); frame(() => { window.paint.idle.push(performance.now() - from); done(); }); });
        }
        """;

    public static async Task<int> Run(Uri server)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1366, Height = 768 } });
        await page.GotoAsync(new Uri(server, "/sign-in?as=ana.agente@bo-comteco").ToString());
        await page.Locator("form[action='/sign-in'] button").First.ClickAsync();
        await page.WaitForSelectorAsync(".side");
        var (steps, idle) = (new List<double>(), new List<double>());
        for (var walk = 0; walk < Walks; walk++)
        {
            await Walk(page, server);
            steps.AddRange(await page.EvaluateAsync<double[]>("() => window.paint.steps"));
            idle.AddRange(await page.EvaluateAsync<double[]>("() => window.paint.idle"));
        }

        Console.WriteLine($"key to next step painted, {steps.Count.ToString(CultureInfo.InvariantCulture)} steps: {Figures.Of(steps)}");
        Console.WriteLine($"beside it, two frames with nothing to do: {Figures.Of(idle)}");
        return 0;
    }

    private static async Task Walk(IPage page, Uri server)
    {
        await page.GotoAsync(new Uri(server, "/desk").ToString());
        await page.Keyboard.PressAsync("1");
        await page.WaitForSelectorAsync("form.step");
        await page.EvaluateAsync(Watch);
        for (var step = 0; step < 10 && await page.Locator("form.step").CountAsync() > 0; step++)
        {
            foreach (var (field, value) in new[] { ("#f-requerimiento", "sin tono"), ("#f-contrato", "100001") })
                if (await page.Locator(field).CountAsync() > 0) await page.FillAsync(field, value);
            await page.EvaluateAsync("() => window.idle()");
            var seen = await page.GetAttributeAsync("#guide", "data-sequence");
            await page.Locator("button[value=continue]").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForFunctionAsync("seen => document.querySelector('#guide')?.dataset.sequence !== seen", seen);
            await page.WaitForTimeoutAsync(100);
        }
    }
}

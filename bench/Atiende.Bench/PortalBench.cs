using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Atiende.Bench;

/// <summary>The portal's public pages: how many a second, and what a first visit costs on a slow line in a real Chromium.</summary>
internal static class PortalBench
{
    private const string Portal = "/portal/cl-soser";
    private const int Visits = 5;

    private static readonly string[] Pages = [Portal, $"{Portal}/questions", $"{Portal}/register", $"{Portal}/sign-in"];
    // What people open first: from the poster, or from a link to the form.
    private static readonly string[] Landings = [Portal, $"{Portal}/register"];
    private static readonly string[] Browser = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // Name, kilobits a second down and up, milliseconds there and back: Chromium's own for a telephone ("Slow 4G" of Lighthouse), and worse.
    private static readonly (string Name, int Down, int Up, int Milliseconds)[] Lines = [("1.6 Mbit/s, 150 ms", 1_600, 750, 150), ("750 kbit/s, 250 ms", 750, 250, 250), ("400 kbit/s, 400 ms", 400, 400, 400)];

    public static async Task<int> Run(Uri server, IReadOnlyList<int> clients, int seconds)
    {
        foreach (var page in Pages.Append("/health/live"))
        {
            await Pace(server, page, 4, 2);
            foreach (var many in clients) Console.WriteLine($"{page}, {many} at once: {await Pace(server, page, many, seconds)}");
        }

        return await FirstVisits(server);
    }

    private static async Task<string> Pace(Uri server, string page, int clients, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseCookies = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var until = Stopwatch.StartNew();
        var took = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var mine = new List<double>();
            while (until.Elapsed.TotalSeconds < seconds)
            {
                var one = Stopwatch.StartNew();
                using var reply = await http.GetAsync(new Uri(server, page));
                reply.EnsureSuccessStatusCode();
                await reply.Content.ReadAsByteArrayAsync();
                mine.Add(one.Elapsed.TotalMilliseconds);
            }

            return mine;
        }));
        var all = took.SelectMany(t => t).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{all.Count / until.Elapsed.TotalSeconds:0} a second, {Figures.Of(all)}");
    }

    private static async Task<int> FirstVisits(Uri server)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Browser });
        foreach (var page in Landings)
        {
            foreach (var line in Lines)
            {
                var (painted, loaded, bytes, requests) = (new List<double>(), new List<double>(), 0L, 0);
                for (var visit = 0; visit < Visits; visit++)
                {
                    // Nothing is kept from the visit before.
                    await using var context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
                    var tab = await context.NewPageAsync();
                    var devtools = await context.NewCDPSessionAsync(tab);
                    (bytes, requests) = (0, 0);
                    devtools.Event("Network.loadingFinished").OnEvent += (_, data) =>
                    {
                        bytes += (long)(data?.GetProperty("encodedDataLength").GetDouble() ?? 0);
                        requests++;
                    };
                    await devtools.SendAsync("Network.enable");
                    await devtools.SendAsync("Network.emulateNetworkConditions", new()
                    {
                        ["offline"] = false,
                        ["latency"] = line.Milliseconds,
                        ["downloadThroughput"] = line.Down * 1000 / 8,
                        ["uploadThroughput"] = line.Up * 1000 / 8,
                    });
                    await tab.GotoAsync(new Uri(server, page).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
                    painted.Add(await tab.EvaluateAsync<double>("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"));
                    loaded.Add(await tab.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].loadEventEnd"));
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{page}, first visit at {line.Name}: {bytes / 1000.0:0.0} KB in {requests} files; first painted {Median(painted):0} ms, all loaded {Median(loaded):0} ms (medians of {Visits})"));
            }
        }

        return 0;
    }

    private static double Median(List<double> of)
    {
        of.Sort();
        return of[of.Count / 2];
    }
}

using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Atiende.Bench;

/// <summary>Agents who walk at one step every five seconds, each with its event stream open: request of a step to the next step's fragment.</summary>
internal static class DeskBench
{
    private const string Password = "demostracion-2026";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly string[] Accounts = ["ana.agente@bo-comteco", "bruno.agente@bo-comteco", "carla.agente@bo-comteco"];

    public static async Task<int> Run(Uri server, int agents, int seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var steps = new List<double>();
        var health = new List<double>();
        var streams = 0;
        var failures = 0;
        var first = await SignIn(server, Accounts[0]);
        var sessions = new List<HttpClient> { first };
        for (var i = 1; i < Accounts.Length; i++) sessions.Add(await SignIn(server, Accounts[i]));
        var work = Enumerable.Range(0, agents).Select(async n =>
        {
            var http = sessions[n % sessions.Count];
            await Task.Delay(Pace * ((double)n / agents));
            _ = Listen(http, server, () => Interlocked.Increment(ref streams), stop.Token);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await Walk(http, server, took => { lock (steps) steps.Add(took); }, stop.Token);
                }
                catch (OperationCanceledException)
                {
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }).Append(Beside(first, server, health, stop.Token)).ToList();
        await Task.WhenAll(work);
        Console.WriteLine($"{agents} agents, {seconds} s: {steps.Count} steps, {streams} event streams, {failures} failures");
        Console.WriteLine($"step to next fragment: {Figures(steps)}");
        Console.WriteLine($"beside it, /health/live: {Figures(health)}");
        return failures > 0 ? 1 : 0;
    }

    private static async Task Beside(HttpClient http, Uri server, List<double> took, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using var reply = await http.GetAsync(new Uri(server, "/health/live"), CancellationToken.None);
            took.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    private static async Task Walk(HttpClient http, Uri server, Action<double> took, CancellationToken stop)
    {
        var desk = await Page(http, await http.GetAsync(new Uri(server, "/desk"), stop));
        var page = await Page(http, await http.PostAsync(new Uri(server, "/desk/start"), Form(desk, ("line", "101")), stop));
        while (!stop.IsCancellationRequested && page.QuerySelector("form.step") is IHtmlFormElement form)
        {
            await Task.Delay(Pace, stop);
            var choice = form.QuerySelectorAll("input[name=choice]").OfType<IHtmlInputElement>().FirstOrDefault()?.Value;
            var fields = new List<(string, string)> { ("act", "continue"), ("contrato", "100001"), ("servicio", "4400001"), ("requerimiento", "sin tono") };
            if (choice is not null) fields.Add(("choice", choice));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, form.GetAttribute("action")!)) { Content = Form(form, [.. fields]) };
            request.Headers.Add("HX-Request", "true");
            var clock = Stopwatch.StartNew();
            using var reply = await http.SendAsync(request, stop);
            var text = await reply.Content.ReadAsStringAsync(stop);
            took(clock.Elapsed.TotalMilliseconds);
            if (!reply.IsSuccessStatusCode) throw new HttpRequestException($"{(int)reply.StatusCode}");

            page = new HtmlParser().ParseDocument(text);
        }
    }

    private static async Task Listen(HttpClient http, Uri server, Action opened, CancellationToken stop)
    {
        try
        {
            using var reply = await http.GetAsync(new Uri(server, "/events"), HttpCompletionOption.ResponseHeadersRead, stop);
            opened();
            await using var stream = await reply.Content.ReadAsStreamAsync(stop);
            var buffer = new byte[256];
            while (await stream.ReadAsync(buffer, stop) > 0)
            {
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or HttpRequestException or IOException)
        {
        }
    }

    private static async Task<HttpClient> SignIn(Uri server, string account)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 4000 }) { Timeout = TimeSpan.FromMinutes(10) };
        var door = await Page(http, await http.GetAsync(new Uri(server, "/sign-in")));
        var form = door.QuerySelector("form[action='/sign-in']")!;
        await Page(http, await http.PostAsync(new Uri(server, "/sign-in"), Form(form, ("userName", account), ("password", Password))));
        return http;
    }

    private static async Task<IHtmlDocument> Page(HttpClient http, HttpResponseMessage reply)
    {
        using (reply)
        {
            reply.EnsureSuccessStatusCode();
            return new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
        }
    }

    private static FormUrlEncodedContent Form(AngleSharp.Dom.IParentNode from, params (string Name, string Value)[] fields)
    {
        var hidden = from.QuerySelectorAll("input[type=hidden][name]").OfType<IHtmlInputElement>()
            .Where(i => i.Name is "__RequestVerificationToken" or "sequence" or "node").DistinctBy(i => i.Name).Select(i => KeyValuePair.Create(i.Name!, i.Value));
        return new([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
    }

    private static string Figures(List<double> took)
    {
        if (took.Count == 0) return "nothing measured";

        took.Sort();
        double At(double part) => took[Math.Min(took.Count - 1, (int)(took.Count * part))];
        return $"p50 {At(.5):0.0} ms, p95 {At(.95):0.0} ms, p99 {At(.99):0.0} ms, max {took[^1]:0.0} ms";
    }
}

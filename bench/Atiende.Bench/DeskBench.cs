using System.Diagnostics;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Atiende.Bench;

/// <summary>Agents who walk at one step every five seconds, each with its event stream open: request of a step to the next step's fragment.</summary>
internal static class DeskBench
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly string[] Accounts = ["ana.agente@bo-comteco", "bruno.agente@bo-comteco", "carla.agente@bo-comteco"];

    public static async Task<int> Run(Uri server, int agents, int seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var steps = new List<double>();
        var health = new List<double>();
        var streams = 0;
        var failures = 0;
        var first = await Session.SignIn(server, Accounts[0]);
        var sessions = new List<HttpClient> { first };
        for (var i = 1; i < Accounts.Length; i++) sessions.Add(await Session.SignIn(server, Accounts[i]));
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
        Console.WriteLine($"step to next fragment: {Figures.Of(steps)}");
        Console.WriteLine($"beside it, /health/live: {Figures.Of(health)}");
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
        var desk = await Session.Page(http, await http.GetAsync(new Uri(server, "/desk"), stop));
        var page = await Session.Page(http, await http.PostAsync(new Uri(server, "/desk/start"), Session.Form(desk, ("line", "101")), stop));
        while (!stop.IsCancellationRequested && page.QuerySelector("form.step") is IHtmlFormElement form)
        {
            await Task.Delay(Pace, stop);
            var choice = form.QuerySelectorAll("input[name=choice]").OfType<IHtmlInputElement>().FirstOrDefault()?.Value;
            var fields = new List<(string, string)> { ("act", "continue"), ("contrato", "100001"), ("servicio", "4400001"), ("requerimiento", "sin tono") };
            if (choice is not null) fields.Add(("choice", choice));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, form.GetAttribute("action")!)) { Content = Session.Form(form, [.. fields]) };
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
}

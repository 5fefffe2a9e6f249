using System.Diagnostics;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Atiende.Bench;

/// <summary>
/// Agents, each with an account of its own, who walk at one step every five seconds with their event streams open:
/// request of a step to the next step's fragment. What the first 75 s take, while the program compiles itself, is not counted.
/// </summary>
internal static class DeskBench
{
    // People of the demonstration: two agents who attend the same one at once are rare.
    private const int Contracts = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(75);

    public static async Task<int> Run(Uri server, int agents, int seconds, int? process)
    {
        var sessions = new HttpClient[agents];
        for (var i = 0; i < agents; i++) sessions[i] = await Session.SignIn(server, Agents.Account(i), Agents.Password);
        using var stop = new CancellationTokenSource(Warm + TimeSpan.FromSeconds(seconds));
        var began = Stopwatch.StartNew();
        var steps = new List<double>();
        var health = new List<double>();
        var streams = 0;
        var failures = 0;
        void Took(double milliseconds)
        {
            if (began.Elapsed < Warm) return;
            lock (steps) steps.Add(milliseconds);
        }

        var work = sessions.Select(async (http, n) =>
        {
            await Task.Delay(Warm / 3 * ((double)n / agents));
            _ = Listen(http, server, () => Interlocked.Increment(ref streams), stop.Token);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await Walk(http, server, $"{100_001 + n % Contracts}", Took, stop.Token);
                }
                catch (OperationCanceledException)
                {
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }).Append(Beside(sessions[0], server, health, stop.Token)).ToList();
        await Task.WhenAll(work);
        Console.WriteLine($"{agents} agents, {seconds} s: {steps.Count} steps, {streams} event streams, {failures} failures");
        Console.WriteLine($"step to next fragment: {Figures.Of(steps)}");
        Console.WriteLine($"beside it, /health/live: {Figures.Of(health)}");
        if (process is { } id) await Memory(sessions, server, id);
        return failures > 0 ? 1 : 0;
    }

    // Of the server's process, what all agents' open streams add once nobody walks any more.
    private static async Task Memory(HttpClient[] sessions, Uri server, int process)
    {
        await Task.Delay(Pace);
        var before = Pss(process);
        using var stop = new CancellationTokenSource();
        var streams = sessions.Select(http => Listen(http, server, () => { }, stop.Token)).ToList();
        await Task.Delay(Pace);
        var after = Pss(process);
        Console.WriteLine($"memory of the server: {before:n0} KiB with no stream open, {after:n0} KiB with {sessions.Length}: {(after - before) / sessions.Length} KiB an agent");
        await stop.CancelAsync();
        await Task.WhenAll(streams);
    }

    private static long Pss(int process) => File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Select(line => long.Parse(line["Pss:".Length..^"kB".Length].Trim(), System.Globalization.CultureInfo.InvariantCulture)).Single();

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

    private static async Task Walk(HttpClient http, Uri server, string contract, Action<double> took, CancellationToken stop)
    {
        var desk = await Session.Page(http, await http.GetAsync(new Uri(server, "/desk"), stop));
        using var started = await http.PostAsync(new Uri(server, "/desk/start"), Session.Form(desk, ("line", "101")), stop);
        var address = started.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Path);
        var page = await Session.Page(http, started);
        while (!stop.IsCancellationRequested && page.QuerySelector("form.step") is IHtmlFormElement form)
        {
            await Task.Delay(Pace, stop);
            var choice = form.QuerySelectorAll("input[name=choice]").OfType<IHtmlInputElement>().FirstOrDefault()?.Value;
            var fields = new List<(string, string)> { ("act", "continue"), ("contrato", contract), ("servicio", "4400001"), ("requerimiento", "sin tono") };
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

        // As agents do: an attention that ended is closed before the next.
        if (address is not null) using (await http.PostAsync(new Uri(address + "/close"), Session.Form(desk, ("disposition", "resuelta")), stop)) { }
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

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atiende.Bench;

/// <summary>Programs that file cases over the API, each answered only when stored; then each with a photograph of 200 KB.</summary>
internal static class TicketsBench
{
    private const int PhotographBytes = 200 * 1024;
    private const int TextLength = 600;

    public static async Task<int> Run(Uri server, string key, int[] clients, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        // Below a thousand or two the program still compiles itself.
        await Measure("warming up", http, 8, Math.Max(5, seconds), withPhotograph: true);
        foreach (var photograph in new[] { false, true })
            foreach (var count in clients)
                if (!await Measure(photograph ? "with a 200 KB photo" : "without a photo", http, count, seconds, photograph)) return 1;
        return 0;
    }

    private static async Task<bool> Measure(string name, HttpClient http, int clients, int seconds, bool withPhotograph)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var (took, health, failures, problem) = (new List<double>(), new List<double>(), 0, "");
        var run = Guid.NewGuid().ToString("N")[..8];
        var clock = Stopwatch.StartNew();
        var work = Enumerable.Range(0, clients).Select(async client =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                var one = Stopwatch.StartNew();
                try
                {
                    await File(http, $"{run}-{client}-{n}", withPhotograph);
                    lock (took) took.Add(one.Elapsed.TotalMilliseconds);
                }
                catch (HttpRequestException failed)
                {
                    problem = failed.Message;
                    Interlocked.Increment(ref failures);
                }
            }
        });
        await Task.WhenAll(work.Append(Beside(http, health, stop.Token)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {clients} clients: {took.Count / clock.Elapsed.TotalSeconds:0.0} cases/s; {Figures.Of(took)}; failures {failures} {problem}; /health/live beside: {Figures.Of(health)}"));
        return failures == 0;
    }

    private static async Task File(HttpClient http, string name, bool withPhotograph)
    {
        var body = new JsonObject
        {
            ["reason"] = "Reclamo",
            ["topic"] = "Pae Básica-Media",
            ["urgency"] = "Alta",
            ["subject"] = $"Caso de prueba {name}",
            ["description"] = new string('x', TextLength),
            ["establishment"] = "2220",
            ["contact"] = new JsonObject { ["firstName"] = "Persona", ["lastName"] = $"Ejemplo {name}", ["email"] = $"p{name}@ejemplo.invalid" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cl-soser/cases") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", name);
        using var reply = await http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        if (reply.StatusCode != HttpStatusCode.Created) throw new HttpRequestException($"{(int)reply.StatusCode} {text}");
        if (!withPhotograph) return;

        var folio = JsonDocument.Parse(text).RootElement.GetProperty("folio").GetString();
        using var form = new MultipartFormDataContent();
        var photograph = new ByteArrayContent(Photograph(name));
        photograph.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(photograph, "file", "foto.jpg");
        using var attached = await http.PostAsync(new Uri($"/api/v1/cl-soser/cases/{folio}/attachments", UriKind.Relative), form);
        if (attached.StatusCode != HttpStatusCode.Created) throw new HttpRequestException($"{(int)attached.StatusCode} {await attached.Content.ReadAsStringAsync()}");
    }

    // The segments of a JPEG around data that are another's each time, so that nothing is stored once for many.
    private static byte[] Photograph(string name)
    {
        var data = new byte[PhotographBytes];
        new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)))).NextBytes(data);
        for (var i = 0; i < data.Length; i++) if (data[i] == 0xFF) data[i] = 0xFE;
        return
        [
            0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 6, 0, 8, 0, 1, 1, 0x11, 0, // 2048 × 1536
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, .. data, 0xFF, 0xD9,
        ];
    }

    private static async Task Beside(HttpClient http, List<double> took, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using var reply = await http.GetAsync(new Uri("/health/live", UriKind.Relative), CancellationToken.None);
            took.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }
}

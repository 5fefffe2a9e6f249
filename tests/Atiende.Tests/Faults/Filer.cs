using System.Text.Json.Nodes;
using Atiende.Tests.Api;
using Atiende.Tests.Attachments;

namespace Atiende.Tests.Faults;

/// <summary>A program that files cases with a photograph each, and sends again, under the same key, what it was not answered.</summary>
internal sealed class Filer(int number, Uri address, string secret) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, DefaultRequestHeaders = { { "X-Api-Key", secret } } };

    private string? folio; // of the case whose photograph is still to be sent
    private int sent;
    private bool unanswered;

    /// <summary>What it was told is stored: the subject of each case, and its folio.</summary>
    public List<(string Subject, string Folio)> Filed { get; } = [];

    /// <summary>Folios of the cases whose photograph it was told is stored.</summary>
    public List<string> Attached { get; } = [];

    /// <summary>Files until the server is gone.</summary>
    public async Task FileUntilGone()
    {
        try
        {
            while (true) await FileOne();
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // It was killed; what it did not answer is sent again to the next one.
        }
    }

    /// <summary>Files until it is stopped, whatever the server answers meanwhile; the last one it began is answered.</summary>
    public async Task FileThrough(CancellationToken stop)
    {
        do
        {
            try
            {
                await FileOne();
            }
            catch (UnansweredException)
            {
                await Task.Delay(100, CancellationToken.None);
            }
        }
        while (!stop.IsCancellationRequested || folio is not null || unanswered);
    }

    /// <summary>Files the next case, or the one that was not answered, and its photograph.</summary>
    public async Task FileOne()
    {
        if (folio is null)
        {
            var claim = ApiClient.Claim();
            var subject = $"{number}-{sent + 1}";
            claim["subject"] = subject;
            claim["contact"] = new JsonObject { ["firstName"] = $"Persona Ejemplo {number}", ["email"] = $"p{number}-{sent % 20}@ejemplo.invalid" };
            using var request = new HttpRequestMessage(HttpMethod.Post, ApiClient.Cases) { Content = new StringContent(claim.ToJsonString(), null, "application/json") };
            request.Headers.Add("Idempotency-Key", subject);
            unanswered = true;
            var answer = await Sent(request);
            unanswered = false;
            folio = answer["folio"]!.GetValue<string>();
            Filed.Add((subject, folio));
            sent++;
        }

        using var form = new MultipartFormDataContent { { new ByteArrayContent(Sample.Jpeg(body: folio)), "file", "foto.jpg" } };
        using var attach = new HttpRequestMessage(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments") { Content = form };
        await Sent(attach);
        Attached.Add(folio);
        folio = null;
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> Sent(HttpRequestMessage request)
    {
        using var reply = await http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        if ((int)reply.StatusCode >= 500) throw new UnansweredException(text);

        Assert.True((int)reply.StatusCode == 201, $"{(int)reply.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}

/// <summary>The server could not store it, and said so.</summary>
internal sealed class UnansweredException(string said) : Exception(said);

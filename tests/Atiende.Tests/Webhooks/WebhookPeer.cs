using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atiende.Tests.Webhooks;

/// <summary>Another office's program on loopback, that keeps what it is sent and answers as it is told.</summary>
internal sealed class WebhookPeer : IAsyncDisposable
{
    private readonly WebApplication app;

    private WebhookPeer(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public ConcurrentQueue<(string Id, string Timestamp, string Signature, string Body)> Taken { get; } = new();

    public static async Task<WebhookPeer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var peer = new WebhookPeer(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/avisos", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            peer.Taken.Enqueue((request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(), request.Headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
            return peer.Answer is HttpStatusCode.Redirect ? Results.Redirect("http://127.0.0.1:1/other") : Results.StatusCode((int)peer.Answer);
        });
        await app.StartAsync();
        peer.Url = app.Urls.First() + "/avisos";
        return peer;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

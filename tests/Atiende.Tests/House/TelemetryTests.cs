using System.Collections.Concurrent;
using System.Text;
using Atiende.Hosting;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atiende.Tests.House;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_that_is_set_and_carry_no_query()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await Collector(received);
        await using (var server = await RunningServer.Start(
            Engine.PostgreSql,
            settings => settings with { Otlp = new OtlpSettings { Endpoint = collector.Urls.First(), Grpc = false } }))
        {
            using var client = server.Client();
            await client.GetAsync("/health/ready");
            await client.GetAsync("/sign-in?as=Persona+Ejemplo+Uno");
        }

        Assert.Contains("GET /sign-in", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("postgresql", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain(received.Values, text => text.Contains("Ejemplo", StringComparison.Ordinal));
    }

    // What OTLP over HTTP posts: protobuf, whose strings can be read as they are.
    private static async Task<WebApplication> Collector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{FreePort.Next()}");
        app.MapPost("/v1/{kind}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(context.Request.Path.Value!, text, (_, before) => before + text);
        });
        await app.StartAsync();
        return app;
    }
}

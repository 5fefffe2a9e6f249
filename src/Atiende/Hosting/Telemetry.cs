using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Atiende.Hosting;

/// <summary>Traces and metrics, sent to a collector by OTLP when one is set; rooms add theirs to <see cref="Source"/> and <see cref="Meter"/>.</summary>
internal sealed class Telemetry(Settings settings) : IHostedService
{
    private const string Name = "Atiende";

    // How long the last ones may take to be sent when the program stops.
    private const int FlushMs = 3000;

    /// <summary>Where rooms begin their spans.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Where rooms make their instruments.</summary>
    public static readonly Meter Meter = new(Name);

    // What the framework and the driver measure of themselves. None of it carries a query string or a parameter's value.
    private static readonly string[] Sources = [Name, "Microsoft.AspNetCore", "Npgsql"];
    private static readonly string[] Meters =
        [Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Otlp.Endpoint.Length == 0) return Task.CompletedTask;

        traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe).AddSource(Sources)
            .AddOtlpExporter(options => Send(options, "v1/traces")).Build();
        metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe).AddMeter(Meters)
            .AddOtlpExporter(options => Send(options, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            traces?.Shutdown(FlushMs);
            metrics?.Shutdown(FlushMs);
            traces?.Dispose();
            metrics?.Dispose();
        },
        cancellationToken);

    private static void Describe(ResourceBuilder resource) =>
        resource.AddService("atiende", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3));

    private void Send(OtlpExporterOptions options, string path)
    {
        options.Protocol = settings.Otlp.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = settings.Otlp.Grpc
            ? new Uri(settings.Otlp.Endpoint)
            : new Uri($"{settings.Otlp.Endpoint.TrimEnd('/')}/{path}");
        options.Headers = settings.Otlp.Headers;
    }
}

using Atiende.Hosting;
using Atiende.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Harness;

/// <summary>The whole application serving on a free port of loopback, with a database of this test alone.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Action<WebApplication>? routes;
    private readonly Action<IServiceCollection>? services;
    private WebApplication app;

    private RunningServer(TemporaryFolder folder, Settings settings, Action<WebApplication>? routes, Action<IServiceCollection>? services, WebApplication app)
    {
        this.services = services;
        this.folder = folder;
        this.routes = routes;
        Settings = settings;
        this.app = app;
    }

    public Settings Settings { get; }

    public Uri Address => new(Settings.Url);

    public IServiceProvider Services => app.Services;

    public string DataFolder => folder.Path;

    /// <summary>Starts it; <paramref name="change"/> may set the installation otherwise, <paramref name="routes"/> and <paramref name="services"/> add some of the test's.</summary>
    public static async Task<RunningServer> Start(
        Engine engine = Engine.Sqlite, Func<Settings, Settings>? change = null, Action<WebApplication>? routes = null, Action<IServiceCollection>? services = null)
    {
        var folder = new TemporaryFolder();
        var connection = await TestDatabase.Make(engine, folder.Path);
        var settings = TestDatabase.Settings(folder.Path, connection) with { Url = $"http://localhost:{FreePort.Next()}" };
        settings = change?.Invoke(settings) ?? settings;
        return new RunningServer(folder, settings, routes, services, await Serve(settings, routes, services));
    }

    /// <summary>A client that keeps its cookies and does not follow redirections.</summary>
    public HttpClient Client() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Stops it and starts it again on the same address and data.</summary>
    public async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        app = await Serve(Settings, routes, services);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<WebApplication> Serve(Settings settings, Action<WebApplication>? routes, Action<IServiceCollection>? services)
    {
        var app = AtiendeHost.Build(settings, services);
        routes?.Invoke(app);
        await app.Services.PrepareDatabase(CancellationToken.None);
        await app.StartAsync();
        return app;
    }
}

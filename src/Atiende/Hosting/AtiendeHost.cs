using Atiende.Shell;
using Atiende.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Atiende.Hosting;

/// <summary>Puts the application together: what all rooms share, then the rooms.</summary>
public static class AtiendeHost
{
    // How long requests that are under way may take to end when the program stops.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The application, ready to start; <paramref name="more"/> adds services of this installation, such as connectors.</summary>
    public static WebApplication Build(Settings settings, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(AtiendeHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = settings.Mode.ToString(),
        });

        // All settings are in Settings; no file or variable of the framework's own changes the server.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(settings.Url.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddAtiendeLogs(settings);
        // Building every service once costs a start some time, so an installation that serves others is spared it.
        builder.Host.UseDefaultServiceProvider(services => (services.ValidateScopes, services.ValidateOnBuild) = (true, settings.IsDemonstration));
        AddServices(builder.Services, settings);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        Use(app);
        return app;
    }

    /// <summary>The services without the web server, over a database made ready: for commands.</summary>
    public static async Task<ServiceProvider> Services(Settings settings, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddCommandLogs(settings));
        AddServices(services, settings);
        var provider = services.BuildServiceProvider(validateScopes: true);
        await provider.PrepareDatabase(cancel);
        return provider;
    }

    /// <summary>Registers what all rooms share, then each room's own.</summary>
    public static void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        services.AddStorage(settings);
        services.AddDemonstrationMode(settings);
        services.AddSingleton<Readiness>();
        services.AddSingleton<PortalHosts>();
        services.AddHostedService<Telemetry>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddDataProtection().SetApplicationName("atiende")
            .PersistKeysToFileSystem(Directory.CreateDirectory(settings.InData("keys"), OwnerOnly));
        foreach (var room in IRoom.All)
            room.AddServices(services, settings);
    }

    private static void Use(WebApplication app)
    {
        app.UseReverseProxy(app.Services.GetRequiredService<Settings>());
        app.UseRequestLog();
        app.UseOurHostsOnly();
        ShellRoom.UseFirst(app);
        app.UsePortalHosts();
        app.UseRouting();
        app.UseAuthentication();
        app.UseOrganizationOfRequest();
        app.UseAuthorization();
        ShellRoom.UseLast(app);
        app.MapHealth();
        foreach (var room in IRoom.All)
            room.MapRoutes(app);
    }
}

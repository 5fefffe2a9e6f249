using Atiende.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Atiende.Hosting;

/// <summary>Puts the application together: what all rooms share, then the rooms.</summary>
public static class AtiendeHost
{
    // How long requests that are under way may take to end when the program stops.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    /// <summary>The application, ready to start.</summary>
    public static WebApplication Build(Settings settings)
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
        AddServices(builder.Services, settings);

        var app = builder.Build();
        Use(app);
        return app;
    }

    /// <summary>All services, without the web server: for commands and tests too.</summary>
    public static void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        services.AddStorage(settings);
        services.AddProblemDetails();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddDataProtection().SetApplicationName("atiende")
            .PersistKeysToFileSystem(Directory.CreateDirectory(settings.InData("keys")));
        foreach (var room in IRoom.All)
            room.AddServices(services, settings);
    }

    private static void Use(WebApplication app)
    {
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/health/live", () => Results.Text("ok")).AllowAnonymous();
        foreach (var room in IRoom.All)
            room.MapRoutes(app);
    }
}

using System.Security.Claims;
using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Packs.Reading;
using Atiende.Shell;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atiende.Browser.Tests.Gallery;

/// <summary>The shell alone, with pages of this project: what parts, drafts, keys and live streams do, without any room.</summary>
public sealed class GalleryServer : IAsyncDisposable
{
    private readonly Action<IEndpointRouteBuilder> map;
    private readonly TemporaryFolder folder = new();
    private WebApplication? app;

    private GalleryServer(Action<IEndpointRouteBuilder> map) => this.map = map;

    public Uri Address { get; } = new($"http://localhost:{FreePort.Next()}");

    /// <summary>Whether requests come from somebody on duty.</summary>
    public bool IsSignedIn { get; set; } = true;

    public static async Task<GalleryServer> Start(Action<IEndpointRouteBuilder> map)
    {
        var server = new GalleryServer(map);
        await server.Up();
        return server;
    }

    public async Task Up()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.ToString());
        var settings = TestDatabase.Settings(folder.Path, "");
        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<ICurrentOrganization, CurrentOrganization>();
        builder.Services.AddSingleton<IOrganizations>(new OnePack());
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(folder.Path));
        Policies.Add(builder.Services.AddAuthorizationBuilder());
        builder.Services.AddSingleton(new LiveStream("/live", ["tick"]));
        new ShellRoom().AddServices(builder.Services, settings);
        app = builder.Build();
        ShellRoom.UseFirst(app);
        app.UseRouting();
        app.Use((context, next) =>
        {
            if (IsSignedIn) context.User = Somebody();
            if (IsSignedIn || HttpMethods.IsGet(context.Request.Method)) return next(context);

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.UseOrganizationOfRequest();
        app.UseAuthorization();
        ShellRoom.UseLast(app);
        app.MapGet("/health/live", () => Results.Text("ok"));
        app.MapGet("/health/ready", () => Results.Text("ok"));
        app.MapPost("/theme", (Delegate)Cookies.ChooseTheme);
        app.MapPost("/rail", (Delegate)Cookies.ChooseRail);
        map(app);
        await app.StartAsync();
    }

    public async Task Down()
    {
        await app!.StopAsync(new CancellationTokenSource(TimeSpan.FromMilliseconds(200)).Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await Down();
        folder.Dispose();
    }

    private static ClaimsPrincipal Somebody() => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, "0198c0de-0000-7000-8000-000000000001"), new(ClaimTypes.Name, "ana.agente@bo-comteco"),
        new(OnDuty.Person, "Ana Ejemplo Rojas"), new(OnDuty.Organization, "bo-comteco"), new(OnDuty.OrganizationCalled, "COMTECO"),
        new(OnDuty.Member, "ana.agente"), new(OnDuty.Zone, "America/La_Paz"), new(OnDuty.Language, "es-BO"), new(OnDuty.Unit, "centro-llamadas"),
        new(OnDuty.UnitCalled, "Centro de Llamadas"), new(OnDuty.RoleCalled, "Agente Centro de Llamadas"), new(OnDuty.May, nameof(Ability.Attend)),
    ], "gallery"));

    private sealed class OnePack : IOrganizations
    {
        private static readonly Lazy<Organization> Comteco =
            new(() => new Organization(PackReader.Read(PackFiles.FromFolder(Repository.Path("packs", "bo-comteco"))).Pack!));

        public IReadOnlyList<Organization> All => [Comteco.Value];

        public Organization Current => Comteco.Value;

        public Organization? Find(string id) => id == Comteco.Value.Id ? Comteco.Value : null;
    }
}

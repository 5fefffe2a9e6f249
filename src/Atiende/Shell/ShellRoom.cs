using System.Text.Encodings.Web;
using System.Text.Unicode;
using Atiende.Hosting;
using Atiende.Shell.Errors;
using Atiende.Shell.Frame;
using Atiende.Shell.Parts;
using Atiende.Shell.Search;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Atiende.Shell;

/// <summary>The frame of all pages: document, navigation, language, theme, errors, and what protects every request.</summary>
internal sealed class ShellRoom : IRoom
{
    // A year: the address changes with the content.
    private const string ForEver = "public, max-age=31536000, immutable";

    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddRazorComponents();
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)); // Accents as they are.
        services.AddAntiforgery(Protect);
        services.AddHttpContextAccessor();
        services.AddSingleton<Texts>();
        services.AddSingleton<Assets>();
        services.AddScoped<Words>();
        services.AddScoped<Zones>();
        services.AddScoped<PageTurns>();
        services.AddSingleton(new NavEntry("shell.nav.home", "/", "home", 0, NavGroup.Work) { ForInstitution = true });
        services.AddScoped<ISearch, PlaceSearch>();
        services.TryAddSingleton(new LiveStream(null, []));
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>().RequireAuthorization();
        routes.MapGet("/culture/{culture}", Languages.Choose).AllowAnonymous();
        routes.MapPost("/theme", (Delegate)Cookies.ChooseTheme).AllowAnonymous();
        routes.MapPost("/rail", (Delegate)Cookies.ChooseRail).AllowAnonymous();
    }

    /// <summary>What every request passes before its route is known.</summary>
    public static void UseFirst(IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseErrorPages();
        app.UseCompressedFiles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Keep, ContentTypeProvider = new CompressedFiles.Types() });
    }

    /// <summary>What every request passes once it is known who asks.</summary>
    public static void UseLast(IApplicationBuilder app)
    {
        app.UseOrganizationFormats();
        app.UseAntiforgery();
        app.UseEveryPostIsOurs();
    }

    private static void Protect(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie.Name = "atiende-form";
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        antiforgery.HeaderName = "RequestVerificationToken";
        antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors of the content policy says it.
    }

    private static void Keep(StaticFileResponseContext file)
    {
        CompressedFiles.Label(file);
        var isVersioned = file.Context.Request.Query.ContainsKey("v") || file.File.Name.EndsWith(".woff2", StringComparison.Ordinal);
        file.Context.Response.Headers.CacheControl = isVersioned ? ForEver : "no-cache";
    }
}

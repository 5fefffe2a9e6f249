using System.Text.Encodings.Web;
using System.Text.Unicode;
using Atiende.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace Atiende.Api;

/// <summary>The doors for programs of other offices: <c>/api/v1/ORGANIZATION/…</c>.</summary>
internal sealed class ApiRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<ApiPace>();
        services.AddScoped<IApiKeys, ApiKeyStore>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All)); // Accents as they are.
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiDoor>(ApiDoor.SchemeName, null);
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        // The description holds nothing of anybody.
        routes.MapGet("/api/v1/openapi.json", OpenApi.Send).AllowAnonymous();
        var api = routes.MapGroup("/api/v1/{organization}").DisableAntiforgery();
        api.AddEndpointFilter(ApiPace.Filter);
        CaseRoutes.Map(api);
        CaseListRoutes.Map(api);
        CaseFileRoutes.Map(api);
        CaseInformationRoutes.Map(api);
        ContactRoutes.Map(api);
        api.Map("/{**rest}", ApiElsewhere.Answer).For([.. ApiScopes.All]);
    }
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Atiende.Hosting;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Atiende.Api;

/// <summary>Lets programs in by the key in <c>X-Api-Key</c>, into the organisation of the address and no other.</summary>
internal sealed class ApiDoor(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KnownKeys keys, ICurrentOrganization current)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    internal const string KeyId = "api-key";
    internal const string KeyName = "api-key-name";
    internal const string Scope = "api-scope";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString() is not { Length: > 0 } secret || Request.RouteValues["organization"] is not string organization)
            return AuthenticateResult.NoResult();
        if (await keys.Find(organization, secret, Context.RequestAborted) is not { } key || (current.Id is { } other && other != organization))
            return AuthenticateResult.Fail("No such key.");

        current.Enter(organization);
        var claims = new List<Claim>
        {
            new(OrganizationOfRequest.Claim, organization), new(ClaimTypes.NameIdentifier, $"api:{key.Prefix}"), new(KeyId, key.Id.ToString("N")), new(KeyName, key.Name),
        };
        claims.AddRange(key.Scopes.Select(scope => new Claim(Scope, scope)));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"ApiKey header=\"{Header}\"";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, new(
            $"Falta una clave de esta organización en {Header}, o ya no vale.", $"A key of this organisation is missing in {Header}, or holds no more.")).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblem.Of(StatusCodes.Status403Forbidden, new Bilingual(
        $"La clave no tiene el alcance que esto pide: {Wanted}.", $"The key has not the scope that this asks for: {Wanted}.")).ExecuteAsync(Context);

    private string Wanted => string.Join(" | ", Context.GetEndpoint()?.Metadata.GetMetadata<ApiPolicies.Wanted>()?.Scopes ?? []);
}

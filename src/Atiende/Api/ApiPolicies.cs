using Microsoft.AspNetCore.Authorization;

namespace Atiende.Api;

/// <summary>Which scopes a route asks for.</summary>
internal static class ApiPolicies
{
    /// <summary>The scopes of a route, to be told to who has none of them; any of them is enough.</summary>
    public sealed record Wanted(params string[] Scopes);

    /// <summary>The route is for keys with one of the scopes.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, params string[] scopes) => route
        .RequireAuthorization(new AuthorizationPolicyBuilder(ApiDoor.SchemeName).RequireClaim(ApiDoor.Scope, scopes).Build())
        .WithMetadata(new Wanted(scopes));
}

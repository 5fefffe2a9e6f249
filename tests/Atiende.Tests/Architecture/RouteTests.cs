using Atiende.Hosting;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Atiende.Tests.Architecture;

public sealed class RouteTests
{
    // Who is not signed in may ask for these, and for nothing else. Each line is a decision.
    private static readonly string[] Anonymous =
    [
        "GET /api/v1/openapi.json", // the description of the API, for who writes a program
        "GET /culture/{culture}", // the language is chosen before signing in
        "GET /health/live",
        "GET /health/ready",
        "GET /paper/send/worker.js", // the script that keeps the page below in the browser
        "GET /paper/send/{organization}/{secret}/", // an establishment's people, who have no account: the secret opens it
        "GET /portal/{organization}/", // the portal: what anybody may read, and how to get an account of its own
        "GET /portal/{organization}/change",
        "GET /portal/{organization}/colours.css",
        "GET /portal/{organization}/confirm",
        "GET /portal/{organization}/opinion", // what one thinks of the answer, by the link in the mail
        "GET /portal/{organization}/privacy",
        "GET /portal/{organization}/questions",
        "GET /portal/{organization}/recover",
        "GET /portal/{organization}/recover/choose",
        "GET /portal/{organization}/recover/sent",
        "GET /portal/{organization}/register",
        "GET /portal/{organization}/register/sent",
        "GET /portal/{organization}/sign-in",
        "GET /portal/{organization}/terms",
        "GET /portal/{organization}/{**rest}", // there is nothing, said in the portal's look
        "GET /sign-in",
        "POST /paper/send/{organization}/{secret}/",
        "POST /portal/{organization}/change",
        "POST /portal/{organization}/confirm",
        "POST /portal/{organization}/opinion",
        "POST /portal/{organization}/recover",
        "POST /portal/{organization}/recover/choose",
        "POST /portal/{organization}/register",
        "POST /portal/{organization}/sign-in",
        "POST /portal/{organization}/sign-in/code",
        "POST /rail",
        "POST /sign-in",
        "POST /sign-out",
        "POST /theme",
    ];

    [Fact]
    public void Every_route_says_who_may_call_it()
    {
        using var folder = new TemporaryFolder();
        var app = AtiendeHost.Build(TestDatabase.Settings(folder.Path, ""));
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        var open = routes.Where(IsAnonymous).Select(Name).Distinct().Order(StringComparer.Ordinal);
        var silent = routes.Where(route => !IsAnonymous(route) && !HasPolicy(route)).Select(Name);

        Assert.True(routes.Count > 5, "the routes were not found");
        Assert.Empty(silent);
        Assert.Equal(Anonymous, open);
    }

    private static bool IsAnonymous(RouteEndpoint route) => route.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool HasPolicy(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAuthorizeData>() is not null || route.Metadata.GetMetadata<AuthorizationPolicy>() is not null;

    private static string Name(RouteEndpoint route) => string.Join(
        ',', route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]) + " " + route.RoutePattern.RawText;
}

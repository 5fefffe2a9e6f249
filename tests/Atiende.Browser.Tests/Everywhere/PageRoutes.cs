using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Browser.Tests.Everywhere;

/// <summary>The addresses that the application lists and a browser may ask for, found where it keeps them: a page added later is among them.</summary>
internal sealed partial class PageRoutes
{
    // Other programs' addresses, what never ends, what changes the asker's language, and what takes a printer's time.
    private static readonly string[] Apart = ["/api/", "/health/", "/_framework/", "/dist/", "/events", "/culture/"];

    private readonly List<(string Pattern, Regex Like, int Weight)> all;

    public PageRoutes(IServiceProvider services, string organization)
    {
        Organization = organization;
        var routes = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Contains("GET"))
            .Select(route => (Pattern: PatternOf(route), IsPage: route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null))
            .Where(route => !IsApart(route.Pattern)).Distinct().ToList();
        all = [.. routes.Select(route => route.Pattern).Distinct().Select(pattern => (pattern, Like(pattern), Parameter().Replace(pattern, "").Length))];
        Pages = [.. routes.Where(route => route.IsPage).Select(route => route.Pattern).Distinct()];
    }

    public string Organization { get; }

    /// <summary>Every page of the staff's frame.</summary>
    public IReadOnlyList<string> Pages { get; }

    /// <summary>Those whose address says nothing but, at most, the organisation.</summary>
    public IEnumerable<string> Plain => all.Select(route => route.Pattern.Replace("{organization}", Organization, StringComparison.Ordinal))
        .Where(address => !address.Contains('{', StringComparison.Ordinal));

    public static bool IsApart(string address) =>
        Apart.Any(start => address.StartsWith(start, StringComparison.Ordinal)) || address.Split('?')[0].EndsWith("/pdf", StringComparison.Ordinal);

    /// <summary>The route that answers an address; null where none does.</summary>
    public string? Of(string address)
    {
        var path = address.Split('?', '#')[0] is { Length: > 1 } said ? said.TrimEnd('/') : "/";
        return all.Where(route => route.Like.IsMatch(path)).OrderByDescending(route => route.Weight).Select(route => route.Pattern).FirstOrDefault();
    }

    private static string PatternOf(RouteEndpoint route) => "/" + (route.RoutePattern.RawText ?? "").Trim('/');

    private static Regex Like(string pattern)
    {
        var (like, at) = ("", 0);
        foreach (Match hole in Parameter().Matches(pattern))
        {
            like += Regex.Escape(pattern[at..hole.Index]) + Of(hole);
            at = hole.Index + hole.Length;
        }

        return new($"^{like}{Regex.Escape(pattern[at..])}$", RegexOptions.IgnoreCase);
    }

    private static string Of(Match hole) =>
        hole.Value.EndsWith(":guid}", StringComparison.Ordinal) ? "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}" : hole.Value.StartsWith("{*", StringComparison.Ordinal) ? ".*" : "[^/]+";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

using Atiende.Values;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Atiende.Api;

/// <summary>What is answered where no route is: 405 with the methods that the address takes, or 404.</summary>
internal static class ApiElsewhere
{
    public static IResult Answer(HttpContext http, EndpointDataSource routes)
    {
        var (method, path) = (http.Request.Method, http.Request.Path);
        var allowed = Methods(routes, path);
        if (allowed.Count == 0) return ApiProblem.Of(StatusCodes.Status404NotFound, new Bilingual(
            $"No hay nada en {method} {path}; vea /api/v1/openapi.json.", $"There is nothing at {method} {path}; see /api/v1/openapi.json."));

        var list = string.Join(", ", allowed);
        http.Response.Headers.Allow = list;
        return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, new Bilingual($"{path} no acepta {method}; acepta {list}.", $"{path} does not take {method}; it takes {list}."));
    }

    /// <summary>The methods that an address takes; none where nothing is there.</summary>
    private static IReadOnlyList<string> Methods(EndpointDataSource routes, PathString path)
    {
        var segments = path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return [.. routes.Endpoints.OfType<RouteEndpoint>().Where(route => IsAt(route.RoutePattern, segments))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // The API's patterns have one part a segment, and no constraint but that of an id.
    private static bool IsAt(RoutePattern pattern, string[] segments) => pattern.PathSegments.Count == segments.Length
        && pattern.PathSegments[0].Parts is [RoutePatternLiteralPart { Content: "api" }]
        && pattern.PathSegments.Zip(segments).All(pair => pair.First.Parts switch
        {
            [RoutePatternLiteralPart literal] => literal.Content.Equals(pair.Second, StringComparison.OrdinalIgnoreCase),
            [RoutePatternParameterPart { IsCatchAll: false } parameter] => parameter.ParameterPolicies.Count == 0 || Guid.TryParse(pair.Second, out _),
            _ => false,
        });
}

namespace Atiende.Api;

/// <summary>The description of the API, written by hand and held to the routes by a test.</summary>
internal static class OpenApi
{
    /// <summary>Name of the resource that holds it.</summary>
    public const string Resource = "Atiende.Api.openapi.json";

    public static IResult Send() => Results.Stream(typeof(OpenApi).Assembly.GetManifestResourceStream(Resource)!, "application/json");
}

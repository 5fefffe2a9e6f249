using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atiende.Api;
using Atiende.Hosting;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Routing;

namespace Atiende.Tests.Api;

public sealed partial class OpenApiTests
{
    [Fact]
    public void The_description_names_each_route_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var app = AtiendeHost.Build(TestDatabase.Settings(folder.Path, ""));
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(r => r.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && !r.RoutePattern.RawText.EndsWith("{**rest}", StringComparison.Ordinal))
            .SelectMany(r => r.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Constraint().Replace(r.RoutePattern.RawText!, "}")}"));

        var described = Document()["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(way => $"{way.Key.ToUpperInvariant()} {path.Key}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_example_is_filed_and_each_answer_has_the_members_that_it_names()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var office = await ApiClient.With(server, ApiScopes.CasesWrite);
        using var nobody = server.Client();
        var document = JsonNode.Parse(await nobody.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative)))!;
        var example = document["paths"]!["/api/v1/{organization}/cases"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.DeepClone().AsObject();

        var filed = await office.File(example);
        var whole = await office.Get(filed.Header("Location")!);
        var page = await office.Get(ApiClient.Cases);

        Assert.Equal(201, filed.Status);
        Assert.Equal(Members(document, "FiledCase"), Members(filed.Json));
        Assert.Equal(Members(document, "CaseWhole"), Members(whole.Json));
        Assert.Equal(Members(document, "Page"), Members(page.Json));
        Assert.Equal(Members(document, "CaseLine"), Members(page.Json.GetProperty("items")[0]));
        Assert.Empty(example.Select(m => m.Key).Except(Members(document, "NewCase"), StringComparer.Ordinal));
    }

    private static IEnumerable<string> Members(JsonElement json) => json.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Members(JsonNode document, string schema) => All(document["components"]!["schemas"]![schema]!, document).Order(StringComparer.Ordinal);

    private static IEnumerable<string> All(JsonNode schema, JsonNode document) => schema switch
    {
        _ when schema["$ref"] is { } of => All(document["components"]!["schemas"]![of.GetValue<string>().Split('/')[^1]]!, document),
        _ when schema["allOf"] is { } parts => parts.AsArray().SelectMany(p => All(p!, document)),
        _ => schema["properties"]!.AsObject().Select(p => p.Key),
    };

    private static JsonNode Document()
    {
        using var resource = typeof(IApiKeys).Assembly.GetManifestResourceStream(OpenApi.Resource)!;
        return JsonNode.Parse(resource)!;
    }

    [GeneratedRegex(":guid}")]
    private static partial Regex Constraint();
}

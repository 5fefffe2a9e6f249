using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atiende.Api;
using Atiende.Tests.Api;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Faults;

/// <summary>Who knows another's ids gets nothing by them: each route is tried, also those that are added later.</summary>
public sealed partial class StrangerTests(ITestOutputHelper output)
{
    private const string Marker = "Nadie más debe leer esto";

    [Fact]
    public async Task Another_organisations_ids_open_and_change_nothing_on_any_route()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        await SignedIn.Load(server, "bo-comteco");
        var folio = await Filed(server);
        var before = await Everything.Settled(server.Services, ApiClient.Soser);
        Assert.True(before.Ids.Count > 5, "there is nothing to be found out");
        var routes = Routes(server).Where(r => !r.Address.StartsWith("/portal", StringComparison.Ordinal) && !r.Address.StartsWith("/api", StringComparison.Ordinal) && TakesIds(r.Address)).ToList();
        Assert.True(routes.Count > 20, "the routes were not found");

        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var account in new[] { "ana.agente", "sara.supervisora" })
        {
            using var stranger = await SignedIn.As(server, $"{account}@bo-comteco");
            foreach (var (method, address) in routes)
            {
                foreach (var id in before.Ids)
                {
                    var target = Id().Replace(address, id.ToString()).Replace("{folio}", folio, StringComparison.Ordinal);
                    if (target.Contains('{', StringComparison.Ordinal)) target = Text().Replace(target, "1");
                    using var answer = method == "GET" ? await stranger.Get(target)
                        : await stranger.Hand(target, ("text", "x"), ("reason", "x"), ("note", "x"), ("name", "x"), ("state", "cerrado"), ("to", "canal"), ("disposition", "x"), ("act", "close"), ("sequence", "1"));
                    var said = await answer.Content.ReadAsStringAsync();
                    if ((int)answer.StatusCode >= 500) wrong.Add($"{method} {address}: {(int)answer.StatusCode}");
                    if (WebUtility.HtmlDecode(said).Contains(Marker, StringComparison.Ordinal)) wrong.Add($"{method} {address} shows another organisation's case");
                }
            }
        }

        Assert.Empty(wrong);
        var after = await Everything.Settled(server.Services, ApiClient.Soser);
        Assert.Empty(before.Rows.Except(after.Rows));
        Assert.Empty(after.Rows.Except(before.Rows));
        output.WriteLine($"{routes.Count} routes, {before.Ids.Count} ids");
    }

    [Fact]
    public async Task Another_persons_folio_opens_nothing_on_the_portal_nor_another_keys_on_the_API()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        var folio = await Filed(server);
        using var stranger = await PortalVisitor.Registered(server, "dos@ejemplo.invalid");
        using var key = await ApiClient.With(server, ApiScopes.CasesWrite);
        var before = await Everything.Settled(server.Services, ApiClient.Soser);
        var routes = Routes(server).Where(r => r.Address.Contains("{folio}", StringComparison.Ordinal)).ToList();
        Assert.Contains(routes, r => r.Address.StartsWith("/portal", StringComparison.Ordinal));
        Assert.Contains(routes, r => r.Address.StartsWith("/api", StringComparison.Ordinal));

        foreach (var (method, address) in routes)
        {
            foreach (var id in before.Ids)
            {
                var target = Text().Replace(Id().Replace(address.Replace("{organization}", ApiClient.Soser, StringComparison.Ordinal).Replace("{folio}", folio, StringComparison.Ordinal), id.ToString()), "1");
                var said = target.StartsWith("/api", StringComparison.Ordinal)
                    ? (await key.Send(new HttpMethod(method), target, method == "GET" ? null : JsonContentOf(new JsonObject { ["text"] = "x" }))).Json.ToString()
                    : method == "GET" ? await Read(await stranger.Client.GetAsync(new Uri(target, UriKind.Relative)), target)
                    : await Read(await stranger.Post("me", target[(PortalVisitor.Root.Length + 1)..], ("text", "x"), ("key", "k"), ("answer", "Conforme")), target);
                Assert.False(said.Contains(Marker, StringComparison.Ordinal), $"{method} {target} shows another's case");
            }
        }

        var after = await Everything.Settled(server.Services, ApiClient.Soser);
        Assert.DoesNotContain(after.Rows.Keys.Except(before.Rows.Keys), row => row.StartsWith("Case", StringComparison.Ordinal) || row.StartsWith("Attachments", StringComparison.Ordinal));
        Assert.Equal(before.Rows.Where(r => r.Key.StartsWith("Case", StringComparison.Ordinal)), after.Rows.Where(r => r.Key.StartsWith("Case", StringComparison.Ordinal)));
    }

    private static async Task<string> Read(HttpResponseMessage answer, string target)
    {
        using (answer)
        {
            Assert.True((int)answer.StatusCode < 500, $"{target}: {(int)answer.StatusCode}");
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }
    }

    private static StringContent JsonContentOf(JsonObject body) => new(body.ToJsonString(), null, "application/json");

    private static async Task<string> Filed(RunningServer server)
    {
        using var client = await ApiClient.With(server, ApiScopes.CasesWrite);
        var claim = ApiClient.Claim();
        claim["subject"] = Marker;
        claim["description"] = Marker;
        var folio = (await client.File(claim)).Json.GetProperty("folio").GetString()!;
        Assert.Equal(201, (await client.Attach(folio, ($"{Marker}.jpg", Sample.Jpeg()))).Status);
        return folio;
    }

    private static List<(string Method, string Address)> Routes(RunningServer server) =>
        [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => (method, "/" + route.RoutePattern.RawText!.TrimStart('/'))))
            .Where(route => route.method is "GET" or "POST" or "PUT" or "DELETE" or "PATCH").Distinct()];

    private static bool TakesIds(string address) => Id().IsMatch(address) || address.Contains("{folio}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\w+:guid\}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Text();
}

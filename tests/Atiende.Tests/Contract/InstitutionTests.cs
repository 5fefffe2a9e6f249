using System.Net;
using System.Text.RegularExpressions;
using Atiende.Fabric;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Contract;

/// <summary>What somebody of the contracting institution may open, and that everything else refuses.</summary>
public sealed partial class InstitutionTests
{
    private const string Soser = "cl-soser";

    // All that an account of the institution may call; each line is a decision.
    private static readonly string[] Allowed =
    [
        "GET /",
        "GET /account/password",
        "GET /activities", // those that concern it; it changes none
        "GET /activities/calendar.ics",
        "GET /activities/{Id:guid}",
        "GET /activities/{id:guid}/files/{file:guid}",
        "GET /activities/{id:guid}/ics",
        "GET /exports", // what oneself asked for
        "GET /exports/{Id:guid}",
        "GET /exports/{id:guid}/file",
        "GET /exports/{id:guid}/standing",
        "GET /institution",
        "GET /institution/cases",
        "GET /institution/cases/{Id:guid}",
        "GET /organization",
        "POST /account/password",
        "POST /exports/take", // the source says who may take it
        "POST /exports/{id:guid}/drop",
        "POST /organization",
    ];

    [Fact]
    public async Task Every_other_route_refuses_it()
    {
        await using var server = await Served();
        using var visitor = await SignedIn.As(server, "visita.junaeb@cl-soser");
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .SelectMany(route => (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Pattern: Pattern(route), IsPage: route.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)))
            .Where(route => !route.IsPage || route.Method == "GET") // The framework maps a page for forms of its own too; ours are posted elsewhere.
            .Where(route => !route.Pattern.StartsWith("/portal/", StringComparison.Ordinal) && !route.Pattern.StartsWith("/api/", StringComparison.Ordinal)) // Their own keys and accounts.
            .Where(route => !route.Pattern.StartsWith("/_framework/", StringComparison.Ordinal)) // The framework's; it holds nothing of ours.
            .Distinct().ToList();

        var opened = new List<string>();
        foreach (var (method, pattern, _) in routes)
        {
            using var answer = await visitor.Send(new HttpMethod(method), Address(pattern));
            Assert.True((int)answer.StatusCode < 500, $"{method} {pattern}: {(int)answer.StatusCode}");
            if (answer.StatusCode is not HttpStatusCode.Forbidden) opened.Add($"{method} {pattern}");
        }

        Assert.True(routes.Count > 60, "the routes were not found");
        Assert.Equal(Allowed, opened.Where(route => route.StartsWith("GET", StringComparison.Ordinal) || route.StartsWith("POST", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Others_cases_are_not_there_and_addresses_do_not_widen_what_is_seen()
    {
        await using var server = await Served();
        var (mine, theirs) = await Filed(server);
        using var visitor = await SignedIn.As(server, "visita.junaeb@cl-soser");

        var list = await visitor.Page("/institution/cases?period=last-12&party=JUNJI&f.institucion=JUNJI&f.nombre=Persona");
        Assert.Contains(mine.Folio, list, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Folio, list, StringComparison.Ordinal);
        Assert.Contains("Desayuno frío", await visitor.Page($"/institution/cases/{mine.Case}"), StringComparison.Ordinal);
        var (status, html) = await visitor.Ask($"/institution/cases/{theirs.Case}");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.DoesNotContain(theirs.Folio, html, StringComparison.Ordinal);
        await using var scope = server.Services.CreateScopeOf(Soser);
        Assert.Equal("contract.case.read", Assert.Single(await scope.Get<IAudit>().Of($"case:{mine.Case}", 10, default)).What);
    }

    [Fact]
    public async Task The_figures_say_target_formula_and_clause_and_the_staff_reads_the_same_page()
    {
        await using var server = await Served();
        await Filed(server);
        using var visitor = await SignedIn.As(server, "visita.junaeb@cl-soser");
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        var page = await visitor.Page("/institution");

        Assert.All(["al menos 98 %", "Reclamos y quejas con segunda respuesta acorde", "004/KPI/reclamo", "Escuela Ejemplo Chinchorro|90001"], told =>
            Assert.Contains(told.Split('|')[^1], page, StringComparison.Ordinal));
        Assert.DoesNotContain("name=\"party\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/cases\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"party\"", await staff.Page("/institution"), StringComparison.Ordinal);
        Assert.Contains("/institution", await visitor.Page("/"), StringComparison.Ordinal);
        using var operators = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        Assert.Equal(HttpStatusCode.Forbidden, await operators.Status("/institution"));
    }

    internal static async Task<RunningServer> Served()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        return server;
    }

    internal static async Task<(Atiende.Filing.Filed Mine, Atiende.Filing.Filed Theirs)> Filed(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        return (await ContractCasesTests.File(scope, "90001", "Reclamo"), await ContractCasesTests.File(scope, "90008", "Reclamo"));
    }

    private static string Pattern(RouteEndpoint route) => "/" + (route.RoutePattern.RawText ?? "").TrimStart('/');

    // Every parameter is filled with something of its kind that belongs to nobody.
    private static string Address(string pattern) => Parameter().Replace(pattern, hole =>
        hole.Value.Contains("guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString() : hole.Value.Contains("int", StringComparison.Ordinal) ? "1" : "x");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

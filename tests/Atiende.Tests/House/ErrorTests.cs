using System.Net;
using System.Text.Json;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace Atiende.Tests.House;

public sealed class ErrorTests
{
    [Fact]
    public async Task A_mistake_of_ours_shows_nothing_of_the_inside()
    {
        await using var server = await Failing(string () => throw new InvalidOperationException("inside"));
        var (status, body) = await Ask(server, "text/html");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("<html", body, StringComparison.Ordinal);
        Assert.DoesNotContain("inside", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_a_503_for_people_and_programs()
    {
        await using var server = await Failing(string () => throw new DatabaseGoneException("/srv/atiende.db"));

        var (page, html) = await Ask(server, "text/html");
        var (program, json) = await Ask(server, "application/json");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page);
        Assert.Contains("<html", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, program);
        var problem = JsonDocument.Parse(json).RootElement;
        Assert.Equal(503, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task A_page_whose_database_is_gone_says_so_and_works_again_when_it_is_back()
    {
        await using var server = await Failing((IDatabaseProbe probe, CancellationToken cancel) => probe.Write(cancel));
        var file = server.Settings.InData(SqliteFile.Name);

        File.Move(file, file + ".away");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ask(server, "text/html")).Status);

        File.Move(file + ".away", file);
        Assert.Equal(HttpStatusCode.OK, (await Ask(server, "text/html")).Status);
    }

    [Fact]
    public async Task A_page_that_was_begun_when_the_database_went_away_says_so_too()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        using var agent = await SignedIn.As(server, "ana.ejemplo@sv-hacienda");
        var file = server.Settings.InData(SqliteFile.Name);
        await agent.Page("/cases");

        File.Move(file, file + ".away");
        var (status, html) = await agent.Ask("/cases");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("Por ahora no se puede guardar ni leer", html, StringComparison.Ordinal);
        Assert.Contains("Lo que escribió sigue en su navegador", html, StringComparison.Ordinal);

        File.Move(file + ".away", file);
        await agent.Page("/cases");
    }

    [Fact]
    public async Task In_demonstration_mode_another_hosts_name_is_refused()
    {
        await using var server = await RunningServer.Start();
        using var client = server.Client();
        client.DefaultRequestHeaders.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/sign-in")).StatusCode);
    }

    private static Task<RunningServer> Failing(Delegate fail) =>
        RunningServer.Start(routes: app => app.MapGet("/test/fails", fail).AllowAnonymous());

    private static async Task<(HttpStatusCode Status, string Body)> Ask(RunningServer server, string accept)
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        var answer = await client.GetAsync("/test/fails");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

using System.Collections.Immutable;
using System.Net;
using Atiende.Fabric;
using Atiende.Records;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;

namespace Atiende.Tests.Records;

/// <summary>What the pages of records show to whom, and what they leave in the audit trail.</summary>
public sealed class RecordPagesTests
{
    private const string Agent = "ana.agente@bo-comteco";
    private const string Type = "/records/smartflex/producto";

    [Fact]
    public async Task A_record_tells_its_past_with_the_run_that_changed_it_and_where_it_may_go()
    {
        await using var server = await Served();
        var (record, run) = await Changed(server);
        using var agent = await SignedIn.As(server, Agent);

        var page = await agent.Page($"{Type}/{record}");

        Assert.Contains($"href=\"/runs/{run}\"", page, StringComparison.Ordinal);
        Assert.Contains("Ana Ejemplo Rojas", page, StringComparison.Ordinal);
        Assert.Contains("<del>activo</del>", page, StringComparison.Ordinal);
        Assert.Contains("<ins>suspendido</ins>", page, StringComparison.Ordinal);
        Assert.Contains("Traído por el paquete de la organización", page, StringComparison.Ordinal);
        Assert.Contains("De aquí puede pasar a:", page, StringComparison.Ordinal);
        Assert.Contains("retirado", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_a_persons_record_is_written_down_with_who_opened_it()
    {
        await using var server = await Served();
        await using var scope = server.Services.CreateScopeOf("bo-comteco");
        var client = (await scope.Get<IRecords>().Search(new("100001", "smartflex", "cliente", null, 1), ["agente"], default)).Hits.Single();
        using var agent = await SignedIn.As(server, Agent);

        await agent.Page($"/records/smartflex/cliente/{client.Id}");

        var line = Assert.Single(await scope.Get<IAudit>().Of($"record:{client.Id}", 10, default));
        Assert.Equal(("ana.agente", "record.read", "page: smartflex.cliente"), (line.Who, line.What, line.Why));
    }

    [Fact]
    public async Task Who_attends_does_not_import()
    {
        await using var server = await Served();
        using var agent = await SignedIn.As(server, Agent);

        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status($"{Type}/import"));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status("/records/imports"));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status($"{Type}/template.csv"));
        using var posted = await agent.Post(Type, $"{Type}/import/file");
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        Assert.DoesNotContain($"{Type}/import", await agent.Page(Type), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await agent.Status("/records/smartflex/nada/hits"));
    }

    [Fact]
    public async Task The_template_is_the_types_columns()
    {
        await using var server = await Served();
        using var supervisor = await SignedIn.As(server, "sara.supervisora@bo-comteco");

        Assert.Equal("producto,contrato,tipo,plan,estado,causa_corte,desde\r\n", await supervisor.Page($"{Type}/template.csv"));
    }

    [Fact]
    public async Task The_list_as_one_types_names_its_address()
    {
        await using var server = await Served();
        using var agent = await SignedIn.As(server, Agent);

        var hits = await agent.Page($"{Type}/hits?q=100001&state=activo");

        Assert.Contains("100001", hits, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", hits, StringComparison.Ordinal);
        Assert.Contains("Ningún registro coincide", await agent.Page($"{Type}/hits?q=nadie"), StringComparison.Ordinal);
    }

    private static async Task<RunningServer> Served()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, "bo-comteco");
        return server;
    }

    private static async Task<(Guid Record, Guid Run)> Changed(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf("bo-comteco");
        var run = Guid.CreateVersion7();
        var product = (await scope.Get<IRecords>().Search(new("", "smartflex", "producto", "activo", 1), ["agente"], default)).Hits.Single();
        var of = Datum.Of([KeyValuePair.Create("id", Datum.Of($"{product.Id}"))]);
        await scope.Get<IRecords>().Update(new("1", "A/1", "smartflex", "producto", of, ImmutableSortedDictionary<string, Datum>.Empty, "suspendido", null, null),
            $"{run:N}:1", "Ana Ejemplo Rojas", default);
        return (product.Id, run);
    }
}

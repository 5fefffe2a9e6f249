using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Interactions;
using Atiende.Mail;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Tests.Portal;

namespace Atiende.Tests.Protection;

/// <summary>The pages of data protection, and who sees what in lists.</summary>
public sealed class ProtectionPagesTests
{
    private static readonly ContactDraft Ana = new("Anastasia Ejemplo Quintriqueo", "22222222-2", "998765432", "anastasia@ejemplo.invalid");

    [Fact]
    public async Task Lists_show_people_masked_but_to_who_has_the_ability()
    {
        await using var server = await Serving();
        Guid ana;
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            ana = await scope.Get<IContacts>().FindOrCreate(Ana, "prueba", default);
            await scope.Get<IOutbox>().Put(new("prueba", "Anastasia Ejemplo Quintriqueo", "anastasia@ejemplo.invalid", "Aviso", "texto", "prueba", null, null), default);
            await scope.Get<IInteractions>().Start(new(ChannelKind.Voice, null, null, false, ana, "rosa.ejemplo", "canal"), default);
        }

        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        using var administrator = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using var team = await SignedIn.As(server, "pablo.ejemplo@cl-soser");
        foreach (var address in new[] { "/contacts?q=22222222-2", "/interactions", "/search?q=22222222-2" })
        {
            var masked = await agent.Page(address);
            Assert.DoesNotContain("Quintriqueo", masked, StringComparison.Ordinal);
            Assert.DoesNotContain("98765432", masked, StringComparison.Ordinal);
            Assert.DoesNotContain("anastasia@", masked, StringComparison.Ordinal);
            Assert.Contains("Quintriqueo", await administrator.Page(address), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Quintriqueo", await team.Page("/mail"), StringComparison.Ordinal);
        Assert.Contains("Quintriqueo", await administrator.Page("/mail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opened_whose_record_is_seen_filtered_taken_away_as_a_table_and_pointed_out_where_it_is_much()
    {
        await using var server = await Serving();
        Guid ana;
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            ana = await scope.Get<IContacts>().FindOrCreate(Ana, "prueba", default);
            for (var n = 0; n < 40; n++) await scope.Get<IAudit>().Write(new("hugo.ejemplo", "contact.read", $"contact:{Guid.CreateVersion7()}", "=1+1"), default);
        }

        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        await agent.Page($"/contacts/{ana}?from=reclamo");
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status("/protection/readings"));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status("/protection/readings.csv"));
        using var manager = await SignedIn.As(server, "carmen.ejemplo@cl-soser");

        var all = await manager.Page("/protection/readings");
        Assert.Contains("Hugo Ejemplo Tapia abrió 40 fichas", all, StringComparison.Ordinal);
        var hers = await manager.Page("/protection/readings?person=22222222-2");
        Assert.Contains("Rosa Ejemplo Pineda", hers, StringComparison.Ordinal);
        Assert.Contains("reclamo", hers, StringComparison.Ordinal);
        Assert.Contains("A… E… Q…", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("Quintriqueo", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("=1+1", hers, StringComparison.Ordinal);
        using var file = await manager.Get("/protection/readings.csv?member=hugo.ejemplo");
        var csv = await file.Content.ReadAsStringAsync();
        Assert.Equal(41, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(",'=1+1", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_takes_out_all_that_is_held_and_forgets_it_when_the_person_asks_on_the_telephone()
    {
        await using var server = await Serving();
        Guid ana;
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            ana = await scope.Get<IContacts>().FindOrCreate(Ana, "prueba", default);
            await scope.Get<IContacts>().AddNote(ana, "Prefiere la tarde", "Rosa", default);
        }

        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        Assert.Equal(HttpStatusCode.Forbidden, await agent.Status($"/protection/export/{ana}"));
        using var administrator = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        using (var file = await administrator.Get($"/protection/export/{ana}"))
        await using (var zip = new ZipArchive(await file.Content.ReadAsStreamAsync()))
        {
            using var data = JsonDocument.Parse(zip.GetEntry("datos.json")!.Open());
            Assert.Equal(("Anastasia Ejemplo Quintriqueo", "Prefiere la tarde"), (data.RootElement.GetProperty("contact").GetProperty("name").GetString(),
                data.RootElement.GetProperty("contact").GetProperty("notes")[0].GetProperty("text").GetString()));
            using var page = new StreamReader(zip.GetEntry("datos.html")!.Open());
            Assert.Contains("Anastasia Ejemplo Quintriqueo", await page.ReadToEndAsync(), StringComparison.Ordinal);
        }

        using var asked = await administrator.Post($"/contacts/{ana}", "/protection/deletions/ask", ("contact", $"{ana}"), ("why", "lo pide por teléfono"));
        Assert.True(asked.StatusCode == HttpStatusCode.Redirect, $"{asked.StatusCode} {await asked.Content.ReadAsStringAsync()}");
        var request = asked.Headers.Location!.OriginalString;
        Assert.Contains("lo pide por teléfono", await administrator.Page(request), StringComparison.Ordinal);
        Assert.Equal("1", await administrator.Page("/protection/deletions/count"));
        using var unexplained = await administrator.Post(request, $"{request}/refuse", ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unexplained.StatusCode);
        using var carried = await administrator.Post(request, $"{request}/carry");
        Assert.Equal(HttpStatusCode.Redirect, carried.StatusCode);

        Assert.Contains("Cumplido", await administrator.Page(request), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Status($"/contacts/{ana}"));
        Assert.Contains("Descargó todo lo que se guarda", await administrator.Page("/protection/readings"), StringComparison.Ordinal);
        Assert.Contains("Casos cerrados", await administrator.Page("/protection/retention"), StringComparison.Ordinal);
        using var ran = await administrator.Post("/protection/retention", "/protection/retention/run");
        Assert.Equal(HttpStatusCode.Redirect, ran.StatusCode);
        Assert.Contains("0 cosas olvidadas", await administrator.Page("/protection/retention"), StringComparison.Ordinal);
    }

    private static async Task<RunningServer> Serving()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        return server;
    }
}

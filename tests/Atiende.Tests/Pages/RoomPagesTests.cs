using System.Collections.Immutable;
using System.Net;
using Atiende.Cases;
using Atiende.Contacts;
using Atiende.Fabric;
using Atiende.Inbox;
using Atiende.Interactions;
using Atiende.Packs.Model;
using Atiende.Procedures.Walking;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;

namespace Atiende.Tests.Pages;

/// <summary>People, attentions, cases and tasks as they are seen on their pages.</summary>
public sealed class RoomPagesTests
{
    [Fact]
    public async Task Everything_of_a_person_is_reached_from_page_to_page()
    {
        await using var server = await Served();
        var (person, interaction, order) = await Made(server);
        using var agent = await SignedIn.As(server, "ana.ejemplo@sv-hacienda");

        Assert.Contains("Persona E… U…", await agent.Page("/contacts?q=persona"), StringComparison.Ordinal);
        var page = await agent.Page($"/contacts/{person}?from=A-2026-000001");
        Assert.Contains("Persona Ejemplo Uno", page, StringComparison.Ordinal);
        Assert.Contains($"/interactions/{interaction}", page, StringComparison.Ordinal);
        Assert.Contains($"/cases/{order}", page, StringComparison.Ordinal);
        Assert.Contains($"/interactions/{interaction}", await agent.Page("/interactions?q=00000001-8"), StringComparison.Ordinal);
        Assert.Contains("OT-", await agent.Page($"/interactions/{interaction}"), StringComparison.Ordinal);
        Assert.Contains($"/cases/{order}", await agent.Page("/cases?type=orden&state=creada&open=true"), StringComparison.Ordinal);
        Assert.Contains("Recibo de energía eléctrica", await agent.Page($"/cases/{order}"), StringComparison.Ordinal);

        await using var scope = server.Services.CreateScopeOf("sv-hacienda");
        var readings = await scope.Get<IAudit>().Of($"contact:{person}", 10, default);
        Assert.Equal(("ana.ejemplo", "A-2026-000001"), (readings[0].Who, readings[0].Why));
    }

    [Fact]
    public async Task Another_unit_is_told_that_there_is_nothing()
    {
        await using var server = await Served();
        var (_, interaction, order) = await Made(server);
        using var other = await SignedIn.As(server, "julia.ejemplo@sv-hacienda");

        foreach (var address in new[] { $"/interactions/{interaction}", $"/cases/{order}" })
        {
            var (status, html) = await other.Ask(address);
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.DoesNotContain("A-2026-", html, StringComparison.Ordinal);
            Assert.DoesNotContain("OT-", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("OT-", await other.Page("/cases"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await other.Status("/interactions/now"));
    }

    [Fact]
    public async Task A_person_is_added_to_and_a_wrong_document_is_told()
    {
        await using var server = await Served();
        var (person, _, _) = await Made(server);
        using var agent = await SignedIn.As(server, "ana.ejemplo@sv-hacienda");
        var address = $"/contacts/{person}";

        using var wrong = await agent.Post(address, $"{address}/data", ("telephone", "12"), ("mail", ""));
        using var right = await agent.Post(address, $"{address}/data", ("telephone", "7000-0009"));
        using var note = await agent.Post(address, $"{address}/notes", ("text", "Llamar por la tarde"));
        using var consent = await agent.Post(address, $"{address}/consents", ("what", "Avisos por correo"), ("given", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var page = await agent.Page(address);
        Assert.All(["7000-0009", "Llamar por la tarde", "Avisos por correo"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_is_taken_and_finished_with_what_came_of_it()
    {
        await using var server = await Served();
        Guid task;
        await using (var scope = server.Services.CreateScopeOf("sv-hacienda"))
        {
            task = await scope.Get<IInbox>().Put(new("1", TaskKind.Promise, "Llamar a la persona", null, "operador", null, null, null, null,
                ImmutableSortedDictionary<string, Datum>.Empty, null, null, null, "prueba"), default);
        }

        using var agent = await SignedIn.As(server, "ana.ejemplo@sv-hacienda");
        using var colleague = await SignedIn.As(server, "luis.ejemplo@sv-hacienda");
        Assert.Contains("Llamar a la persona", await agent.Page("/inbox"), StringComparison.Ordinal);

        using var taken = await agent.Post("/inbox", $"/inbox/{task}/take");
        using var late = await colleague.Post("/inbox", $"/inbox/{task}/take");
        using var silent = await agent.Post($"/inbox/{task}", $"/inbox/{task}/finish", ("outcome", " "));
        using var done = await agent.Post($"/inbox/{task}", $"/inbox/{task}/finish", ("outcome", "Se le explicó el trámite"));

        Assert.Equal($"/inbox/{task}", taken.Headers.Location?.OriginalString);
        Assert.Equal("/inbox?lost=1", late.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Equal("/inbox", done.Headers.Location?.OriginalString);
        Assert.DoesNotContain("Llamar a la persona", await agent.Page("/inbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_work_of_a_period_is_begun_from_its_task()
    {
        await using var server = await Served();
        await using (var scope = server.Services.CreateScopeOf("sv-hacienda")) await scope.Get<PeriodicTasks>().PutDue(default);
        using var coordinator = await SignedIn.As(server, "carlos.ejemplo@sv-hacienda");
        Guid task;
        await using (var scope = server.Services.CreateScopeOf("sv-hacienda"))
            task = (await scope.Get<IInbox>().All(default)).First(t => t is { Kind: TaskKind.Periodic, Role: "coordinador" }).Id;
        Assert.Contains(task.ToString(), await coordinator.Page("/inbox"), StringComparison.Ordinal);

        using var begun = await coordinator.Post("/inbox", $"/inbox/{task}/begin");

        Assert.StartsWith("/desk/run/", begun.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("07", await coordinator.Page(begun.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.DoesNotContain(task.ToString(), await coordinator.Page("/inbox"), StringComparison.Ordinal);
        Assert.Contains("07", await coordinator.Page("/interactions/now"), StringComparison.Ordinal);
    }

    private static async Task<RunningServer> Served()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, "sv-hacienda");
        return server;
    }

    private static async Task<(Guid Person, Guid Interaction, Guid Order)> Made(RunningServer server)
    {
        await using var scope = server.Services.CreateScopeOf("sv-hacienda");
        var person = await scope.Get<IContacts>().FindOrCreate(new("Persona Ejemplo Uno", "00000001-8", "2200-0001", null), "prueba", default);
        var interaction = await scope.Get<IInteractions>().Start(new(ChannelKind.Voice, "llamada", "call-center", false, person, "ana.ejemplo", "call-center"), default);
        var order = new OpenCase { Name = "orden", Type = "orden", Fields = Case.NoFields.Add("recibo", Datum.Of("100-200")) };
        var saved = await scope.Get<ICases>().Save(new("1", Guid.CreateVersion7(), order, interaction, person, "Ana Ejemplo"), default);
        return (person, interaction, saved.Id);
    }
}

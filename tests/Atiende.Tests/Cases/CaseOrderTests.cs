using System.Collections.Immutable;
using Atiende.Cases;
using Atiende.Inbox;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Atiende.Values;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Atiende.Tests.Cases;

public sealed class CaseOrderTests
{
    private const string Ministry = "sv-hacienda";
    private const string Enrolment = "Inscripción o modificación de beneficiario GLP por recibo de energía";
    private const string Reception = "Recepción de documentación";
    private const string Entry = "Registro en sistema";
    private const string By = "Irma Ejemplo";

    private static readonly OrderFilter All = new(null, null, 50);

    [Theory, BothEngines]
    public async Task A_unit_finds_what_it_can_do_now_and_a_sub_order_waits_for_the_one_before(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Ministry);
        await using var scope = store.In(Ministry);
        var orders = scope.Get<ICaseOrders>();
        var one = await Open(scope);

        Assert.Equal([(Reception, "call-center")], (await orders.ToDo(All, default)).Select(t => (t.SubOrder, t.To)));
        Assert.Empty(await orders.ToDo(new(["operaciones"], null, 50), default));
        var sheet = (await orders.Of(one.Id, default))!;
        Assert.Equal([(Reception, null), (Entry, Reception)], sheet.SubOrders.Select(s => (s.Name, s.WaitsFor)));
        var early = await Assert.ThrowsAsync<CaseRefusedException>(() => orders.Move(Move(one, Entry, "abierta"), default));
        Assert.Contains(Reception, early.Said.Spanish, StringComparison.Ordinal);

        foreach (var state in new[] { "abierta", "completada", "cerrada" }) await orders.Move(Move(one, Reception, state), default);
        await orders.Move(Move(one, Reception, "cerrada"), default);

        var next = Assert.Single(await orders.ToDo(new(["operaciones"], null, 50), default));
        Assert.Equal((Entry, 1, 2), (next.SubOrder, next.Before, next.Of));
        Assert.NotNull(next.DueAt);
        foreach (var state in new[] { "abierta", "completada", "cerrada" }) await orders.Move(Move(one, Entry, state), default);
        Assert.Equal([""], (await orders.ToDo(All, default)).Select(t => t.SubOrder));
        await orders.Move(Move(one, null, "cerrada"), default);
        Assert.Empty(await orders.ToDo(All, default));
    }

    [Theory, BothEngines]
    public async Task An_order_is_annulled_with_its_cause_and_a_result_makes_the_promised_call(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Ministry);
        await using var scope = store.In(Ministry);
        var orders = scope.Get<ICaseOrders>();
        var (one, other) = (await Open(scope), await Open(scope, "300-400"));

        Assert.Contains("causa", (await Assert.ThrowsAsync<CaseRefusedException>(() => orders.Move(Move(one, null, "anulada"), default))).Said.Spanish, StringComparison.Ordinal);
        await orders.Move(Move(one, null, "anulada") with { Said = "Se pidió dos veces" }, default);
        var annulled = (await scope.Get<ICases>().Find(one.Id, default))!;
        Assert.Equal(("anulada", false), (annulled.Summary.State, annulled.Summary.Open));
        Assert.Contains(annulled.Events, e => e.What == "Causa: Se pidió dos veces");

        var move = Move(other, null, "completada") with { Said = "Enlace hecho", CallOn = new LocalDate(2026, 11, 5) };
        await orders.Move(move, default);
        await orders.Move(move, default);
        var call = Assert.Single(await scope.Get<IInbox>().All(default), t => t.Kind == TaskKind.Promise);
        Assert.Equal(("call-center", "Enlace hecho", new DateTimeOffset(2026, 11, 6, 5, 59, 59, TimeSpan.Zero)), (call.Role, call.About, call.DueAt));
    }

    [Theory, BothEngines]
    public async Task Someone_is_responsible_and_finds_their_own(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Ministry);
        await using var scope = store.In(Ministry);
        var one = await Open(scope);

        await scope.Get<ICaseOrders>().Assign(one.Id, Reception, "irma.ejemplo", By, "Sofía Ejemplo", default);

        Assert.Equal(By, Assert.Single(await scope.Get<ICaseOrders>().ToDo(new(null, "irma.ejemplo", 50), default)).Responsible?.Name);
        Assert.Empty(await scope.Get<ICaseOrders>().ToDo(new(null, "luis.ejemplo", 50), default));
        Assert.Contains((await scope.Get<ICases>().Find(one.Id, default))!.Events, e => e.What == $"Suborden {Reception}: responsable {By}");
    }

    [Theory, BothEngines]
    public async Task One_household_has_one_open_order_and_the_refusal_says_which(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Ministry);
        await using var scope = store.In(Ministry);
        var first = await Open(scope, "100-200", "00000001-8", "00000002-6");

        var refused = await Assert.ThrowsAsync<CaseRefusedException>(() => Open(scope, "999-888", "00000002-6"));

        Assert.Contains(first.Folio, refused.Said.Spanish, StringComparison.Ordinal);
        Assert.Contains("núcleo familiar", refused.Said.Spanish, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task An_order_goes_to_the_unit_that_serves_its_zone_and_is_listed_there(Engine engine)
    {
        const string Cooperative = "bo-comteco";
        await using var store = await PackedStore.On(engine, Cooperative);
        await using var scope = store.In(Cooperative);
        var (orders, cases) = (scope.Get<ICaseOrders>(), scope.Get<ICases>());
        var (north, south, nowhere) = (await Damage("zona norte"), await Damage("Zona Sur"), await Damage(null));

        Assert.Equal("trabajo-norte", (await cases.Find(north.Id, default))!.Summary.To);
        Assert.Contains((await cases.Find(north.Id, default))!.Events, e => e.What == "Pasa a Unidad de Trabajo Norte y Centro, que atiende zona norte");
        Assert.Null((await cases.Find(nowhere.Id, default))!.Summary.To);
        Assert.Equal([north.Id], (await orders.ToDo(new(["trabajo-norte"], null, 50), default)).Select(t => t.Order.Id));
        Assert.Equal([nowhere.Id], (await orders.ToDo(new(["unidades-trabajo"], null, 50), default)).Select(t => t.Order.Id));
        Assert.Equal([south.Id], (await orders.ToDo(All with { Zone = "Zona Sur" }, default)).Select(t => t.Order.Id));

        // The zone was wrong: the order goes on. What somebody passed on by hand stays there.
        await Damage("Zona Oeste", north.Run, "2");
        Assert.Equal("trabajo-sur", (await cases.Find(north.Id, default))!.Summary.To);
        await Damage("Zona Este", north.Run, "3", "centro-operaciones");
        await Damage("Zona Norte", north.Run, "4");
        Assert.Equal("centro-operaciones", (await cases.Find(north.Id, default))!.Summary.To);
        Assert.Equal([north.Id], (await orders.ToDo(new(["centro-operaciones"], null, 50), default)).Select(t => t.Order.Id));

        async Task<(Guid Id, Guid Run)> Damage(string? zone, Guid? of = null, string doing = "1", string? to = null)
        {
            var run = of ?? Guid.CreateVersion7();
            var fields = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase).Add("contrato", Datum.Of($"{run:N}"));
            if (zone is not null) fields = fields.Add("zona", Datum.Of(zone));
            return ((await cases.Save(new($"{run:N}:{doing}", run, new() { Name = "dano", Type = "dano", Kind = "servicio del cliente", To = to, Fields = fields }, null, null, By), default)).Id, run);
        }
    }

    [Fact]
    public async Task Who_serves_another_zone_does_not_move_it_and_who_oversees_does()
    {
        await using var server = await RunningServer.Start();
        await SignedIn.Load(server, "bo-comteco");
        Guid id;
        await using (var scope = server.Services.CreateScopeOf("bo-comteco"))
        {
            var run = Guid.CreateVersion7();
            var fields = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase).Add("contrato", Datum.Of("1")).Add("zona", Datum.Of("Zona Norte"));
            id = (await scope.Get<ICases>().Save(new($"{run:N}", run, new() { Name = "dano", Type = "dano", Kind = "servicio del cliente", Fields = fields }, null, null, By), default)).Id;
        }

        using var north = await SignedIn.As(server, "norma.norte@bo-comteco");
        using var south = await SignedIn.As(server, "simon.sur@bo-comteco");
        using var above = await SignedIn.As(server, "zoilo.zona@bo-comteco");

        Assert.Contains($"/cases/{id}#order", await north.Page("/orders?zone=Zona%20Norte"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/cases/{id}#order", await south.Page("/orders"), StringComparison.Ordinal);
        Assert.Contains($"/cases/{id}#order", await above.Page("/orders"), StringComparison.Ordinal);
        using var refused = await south.Hand($"/orders/{id}/move", ("to", "asignado"));
        Assert.NotEqual(System.Net.HttpStatusCode.Redirect, refused.StatusCode);
        using var moved = await north.Hand($"/orders/{id}/move", ("to", "asignado"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, moved.StatusCode);
        using var on = await above.Hand($"/orders/{id}/move", ("to", "en-ejecucion"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, on.StatusCode);
    }

    private static OrderMove Move(SavedCase one, string? subOrder, string to) => new($"{one.Id:N}:{subOrder}:{to}", one.Id, subOrder, to, null, null, By, []);

    private static Task<SavedCase> Open(AsyncServiceScope scope, string receipt = "100-200", params string[] household)
    {
        var run = Guid.CreateVersion7();
        var fields = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase).Add("recibo", Datum.Of(receipt));
        if (household.Length > 0) fields = fields.Add("DUI_nucleo", Datum.Of(household.Select(Datum.Of)));
        return scope.Get<ICases>().Save(new($"{run:N}:1", run, new() { Name = "orden", Type = "orden", Kind = Enrolment, Fields = fields }, null, null, By), default);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atiende.Filing;
using Atiende.Hosting;
using Atiende.Storage;
using Atiende.Tests.Contract;
using Atiende.Tests.Harness;
using Atiende.Webhooks;

namespace Atiende.Tests.Webhooks;

public sealed class WebhookTests
{
    private const string Soser = "cl-soser";

    [Theory, BothEngines]
    public async Task A_case_is_told_of_signed_and_without_personal_data(Engine engine)
    {
        await using var peer = await WebhookPeer.Start();
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var made = await scope.Get<IWebhooks>().Create(peer.Url, WebhookEvents.All, "Oficina", "prueba", default);

        var filed = await ContractCasesTests.File(scope, "90001", "Reclamo");
        await Send(store);
        while (await scope.Get<FilingTurn>().Take(default) > 0) { }
        await Send(store);

        var (id, timestamp, signature, body) = peer.Taken.First();
        var key = Convert.FromBase64String(made.Secret["whsec_".Length..]);
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"))), signature);
        Assert.Equal(ContractCasesTests.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), timestamp);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal("case.opened", told.GetProperty("type").GetString());
        Assert.Equal((filed.Folio, "ingresado"), (told.GetProperty("data").GetProperty("folio").GetString(), told.GetProperty("data").GetProperty("state").GetString()));
        Assert.EndsWith($"/api/v1/cl-soser/cases/{filed.Folio}", told.GetProperty("data").GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.All(peer.Taken, one => Assert.DoesNotContain("Persona", one.Body, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(peer.Taken, one => one.Body.Contains("case.changed", StringComparison.Ordinal) && one.Body.Contains("derivado", StringComparison.Ordinal));
        Assert.Equal(peer.Taken.Count, peer.Taken.DistinctBy(one => one.Id).Count());
    }

    [Theory, BothEngines]
    public async Task One_that_is_refused_is_sent_again_under_its_id_then_given_up_and_sent_again_when_asked(Engine engine)
    {
        await using var peer = await WebhookPeer.Start();
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var webhooks = scope.Get<IWebhooks>();
        await webhooks.Create(peer.Url, [WebhookEvents.Opened], null, "prueba", default);
        await ContractCasesTests.File(scope, "90001", "Reclamo");

        peer.Answer = HttpStatusCode.ServiceUnavailable;
        await Send(store);
        await Send(store);
        Assert.Single(peer.Taken); // Its time has not come.
        for (var tries = 1; tries < WebhookTurn.Tries; tries++)
        {
            store.Clock.Advance(TimeSpan.FromHours(1));
            await Send(store);
        }

        store.Clock.Advance(TimeSpan.FromHours(2));
        await Send(store);
        Assert.Equal(WebhookTurn.Tries, peer.Taken.Count);
        Assert.Single(peer.Taken.DistinctBy(one => one.Id));
        var failed = Assert.Single(await webhooks.Log(null, DeliveryState.Failed, null, default));
        Assert.Equal("answered 503", failed.Problem);
        Assert.Equal(1, Assert.Single(await webhooks.List(default)).Failed);

        peer.Answer = HttpStatusCode.NoContent;
        Assert.True(await webhooks.Replay(failed.Id, "marta.ejemplo", default));
        await Send(store);
        Assert.Equal(DeliveryState.Sent, (await webhooks.Find(failed.Id, default))!.State);
        Assert.Equal(failed.Id.ToString(), peer.Taken.Last().Id);
    }

    [Theory, BothEngines]
    public async Task A_change_that_is_not_stored_tells_nothing_and_a_disabled_one_is_told_nothing(Engine engine)
    {
        await using var peer = await WebhookPeer.Start();
        await using var store = await PackedStore.On(engine, Soser, ContractCasesTests.Noon);
        await using var scope = store.In(Soser);
        var webhooks = scope.Get<IWebhooks>();
        var made = await webhooks.Create(peer.Url, WebhookEvents.All, null, "prueba", default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Db().Write(async _ =>
        {
            await ContractCasesTests.File(scope, "90001", "Reclamo");
            throw new InvalidOperationException("undone");
        }));
        Assert.Empty(await webhooks.Log(null, null, null, default));

        await ContractCasesTests.File(scope, "90001", "Reclamo");
        await webhooks.Disable(made.Id, "prueba", default);
        await ContractCasesTests.File(scope, "90001", "Reclamo");
        await Send(store);
        Assert.Empty(peer.Taken);
        Assert.Equal(DeliveryState.Failed, Assert.Single(await webhooks.Log(null, null, null, default)).State);
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        await using var peer = await WebhookPeer.Start();
        peer.Answer = HttpStatusCode.Redirect;
        using var sender = new WebhookSender(Target(), TimeProvider.System);

        Assert.Equal("answered 302", await sender.Send(new(peer.Url), WebhookSignature.NewSecret(), Guid.Empty, "{}", default));
    }

    [Theory]
    [InlineData("ftp://oficina.example")]
    [InlineData("no es una dirección")]
    [InlineData("http://oficina.example/avisos")]
    [InlineData("https://clave:secreta@oficina.example")]
    [InlineData("https://10.1.2.3/avisos")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:192.168.1.1]/")]
    [InlineData("https://0.0.0.0/")]
    public void An_address_that_is_none_to_send_to_is_refused(string url) => Assert.Throws<WebhookRefusedException>(() => Target().Read(url));

    [Theory]
    [InlineData("https://oficina.example/avisos")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("https://[::1]/")]
    public void Public_addresses_and_this_machine_are_taken(string url) => Assert.Equal(new Uri(url), Target().Read(url));

    [Fact]
    public void A_name_that_points_inside_is_refused_when_it_is_connected_to()
    {
        var uri = new Uri("https://oficina.example/");

        Assert.All(["127.0.0.1", "::1", "10.0.0.1", "172.20.0.1", "100.64.0.1", "fe80::1", "::ffff:10.0.0.1"], address => Assert.False(Target().MayReach(IPAddress.Parse(address), uri)));
        Assert.All(["8.8.8.8", "2606:4700::1111"], address => Assert.True(Target().MayReach(IPAddress.Parse(address), uri)));
        Assert.True(Target(allow: true).MayReach(IPAddress.Parse("10.0.0.1"), uri));
        Assert.False(Target(allow: true).MayReach(IPAddress.Loopback, uri));
    }

    [Fact]
    public async Task It_is_subscribed_on_screen_and_its_log_is_read_there()
    {
        await using var server = await InstitutionTests.Served();
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        using var wrong = await staff.Post("/webhooks", "/webhooks/create", ("url", "https://10.0.0.1/"), ("events", "case.opened"));
        using var made = await staff.Post("/webhooks", "/webhooks/create", ("url", "http://127.0.0.1:9/avisos"), ("events", "case.opened"), ("name", "Oficina de prueba"));
        var (mine, _) = await InstitutionTests.Filed(server);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("whsec_", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await staff.Page("/webhooks"), StringComparison.Ordinal);
        var log = await staff.Page("/webhooks/log");
        Assert.Contains(mine.Folio, log, StringComparison.Ordinal);
        await using var scope = server.Services.CreateScopeOf(Soser);
        var message = (await scope.Get<IWebhooks>().Log(null, null, null, default)).First(one => one.Folio == mine.Folio);
        Assert.Contains("case.opened", await staff.Page($"/webhooks/log/{message.Id}"), StringComparison.Ordinal);
    }

    private static WebhookTarget Target(bool allow = false) => new(new Settings { DataFolder = "/", PacksFolder = "/", Webhooks = new() { AllowPrivateAddresses = allow } });

    private static async Task Send(Store store)
    {
        List<Guid> due;
        await using (var scope = store.In(Soser)) due = await scope.Get<WebhookTurn>().Due(default);
        foreach (var webhook in due)
        {
            await using var scope = store.In(Soser);
            await scope.Get<WebhookTurn>().Send(webhook, default);
        }
    }
}

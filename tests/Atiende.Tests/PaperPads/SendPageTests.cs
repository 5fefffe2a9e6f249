using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Atiende.PaperPads;
using Atiende.Storage;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;

namespace Atiende.Tests.PaperPads;

/// <summary>The page for an establishment's people as a telephone without scripts uses it, and its limits.</summary>
public sealed class SendPageTests
{
    private const string Soser = "cl-soser";

    [Fact]
    public async Task Without_scripts_several_photographs_go_in_one_form_and_each_is_answered_for_itself()
    {
        await using var server = await Serving();
        using var client = server.Client();
        var address = await Address(server, "90001");

        var page = await client.GetStringAsync(address);
        using var sent = await Send(client, address, null, ("uno.png", Sample.Png(100), "image/png"), ("dos.png", Sample.Png(101), "image/png"), ("nota.pdf", Sample.Pdf(), "application/pdf"));
        using var none = await Send(client, address, null);
        using var again = await Send(client, address, null, ("uno.png", Sample.Png(100), "image/png"));

        Assert.Contains("multipart/form-data", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        var html = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync());
        Assert.Contains("uno.png: guardada", html, StringComparison.Ordinal);
        Assert.Contains("dos.png: guardada", html, StringComparison.Ordinal);
        Assert.Contains("nota.pdf: no se recibió", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await using var scope = server.Services.CreateScopeOf(Soser);
        Assert.Equal(2, scope.Db().Set<PaperPhoto>().Count());
    }

    [Fact]
    public async Task Too_many_from_one_network_address_are_told_when_to_come_back_and_the_school_s_others_send_on()
    {
        await using var server = await Serving();
        using var client = server.Client();
        var (one, other) = (await Address(server, "90001"), await Address(server, "90015"));
        var pace = (SendPace)server.Services.GetService(typeof(SendPace))!;
        foreach (var from in new[] { "127.0.0.1", "0000000000000000" }) Assert.Null(pace.Count(Soser, "90001", from, SendPace.Most - 1));

        using var last = await Send(client, one, "text/html", ("uno.png", Sample.Png(100), "image/png"));
        using var over = await Send(client, one, "text/html", ("dos.png", Sample.Png(101), "image/png"));
        using var script = await Send(client, one, "application/json", ("dos.png", Sample.Png(101), "image/png"));
        using var neighbour = await Send(client, other, "text/html", ("tres.png", Sample.Png(102), "image/png"));

        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        foreach (var told in new[] { over, script })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, told.StatusCode);
            Assert.InRange(told.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromHours(1));
        }

        Assert.Matches(@"envíe las que faltan desde las \d\d:\d\d", WebUtility.HtmlDecode(await over.Content.ReadAsStringAsync()));
        Assert.Matches(@"desde las \d\d:\d\d", JsonDocument.Parse(await script.Content.ReadAsStringAsync()).RootElement.GetProperty("again").GetString());
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
        // The same establishment from another network address, as from a telephone's own line.
        Assert.Null(pace.Count(Soser, "90001", "203.0.113.9", 20));
    }

    [Theory, BothEngines]
    public async Task An_address_that_leaked_and_is_flooded_from_everywhere_opens_again_within_the_hour(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Soser);
        await using var scope = store.In(Soser);
        var intake = scope.Get<PhotoIntake>();
        var began = store.Clock.GetUtcNow();
        for (var photo = 0; photo < PhotoIntake.AnHour; photo++)
            scope.Db().Add(new PaperPhoto
            {
                Id = Guid.CreateVersion7(),
                Door = "90001",
                Site = "90001",
                State = PhotoState.Waiting,
                AttachmentId = Guid.CreateVersion7(),
                Hash = $"{photo}",
                Sender = null,
                At = began.AddSeconds(photo),
                Suggested = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
                Queued = began,
            });
        await scope.Db().SaveChangesAsync();
        store.Clock.Advance(TimeSpan.FromSeconds(PhotoIntake.AnHour));

        Assert.Equal(began.AddHours(1), await intake.FloodedUntil("90001", default));
        Assert.Null(await intake.FloodedUntil("90015", default));
        store.Clock.Advance(began.AddHours(1) - store.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        Assert.Null(await intake.FloodedUntil("90001", default));
    }

    [Fact]
    public void How_quickly_each_enters_sheets_is_told_without_breaks()
    {
        var now = new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);
        DateTimeOffset At(double minutes) => now.AddMinutes(-minutes);

        var pace = PersonPace.Of("pablo.ejemplo", [At(200), At(199), At(197.5), At(30), At(29), At(28)], now);

        Assert.Equal((6, 3, TimeSpan.FromMinutes(1), 60), (pace.Today, pace.LastHour, pace.Each, pace.PerHour));
        Assert.Null(PersonPace.Of("pablo.ejemplo", [At(5)], now).PerHour);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, Uri address, string? accept, params (string Name, byte[] Content, string Type)[] files)
    {
        using var body = new MultipartFormDataContent { { new StringContent("Supervisor"), "sender" } };
        foreach (var (name, content, type) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            body.Add(part, "photos", name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Accept.ParseAdd(accept ?? "text/html");
        return await client.SendAsync(request);
    }

    private static async Task<Uri> Address(RunningServer server, string site)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        await scope.Get<PaperDoors>().Ensure(site, "marta.ejemplo", default);
        return new(new Uri((await scope.Get<PaperDoors>().Address(site, default))!).AbsolutePath, UriKind.Relative);
    }

    private static async Task<RunningServer> Serving()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Soser);
        return server;
    }
}

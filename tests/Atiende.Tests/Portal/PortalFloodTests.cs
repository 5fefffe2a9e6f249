using System.Net;
using Atiende.Portal;
using Atiende.Storage;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

/// <summary>Who does too much too often is told when to come back; who only shares a network address, or a mail address that others guess at, goes on.</summary>
public sealed class PortalFloodTests
{
    private const string Dos = "dos@ejemplo.invalid";

    private static readonly (string, string)[] Claim =
    [
        ("motivo", "Reclamo"), ("tema", "Canastas Junaeb"), ("subtema", "Cambio de productos"), ("urgencia", "Alta"),
        ("asunto", "Canasta incompleta"), ("detalle", "Faltaban dos productos."), ("place", "90015"), ("do", "anyway"),
    ];

    [Fact]
    public async Task Wrong_passwords_close_one_account_and_the_others_behind_the_same_address_enter()
    {
        await using var server = await Serving();
        using var uno = await PortalVisitor.Registered(server);
        using var dos = await PortalVisitor.Registered(server, Dos);
        using var guesser = new PortalVisitor(server);

        using var last = await WrongUntilClosed(guesser, Someone.Address);

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(9), FloodLimit.WrongPassword.Window);
        var html = WebUtility.HtmlDecode(await last.Content.ReadAsStringAsync());
        Assert.Contains("800-719-800", html, StringComparison.Ordinal);
        Assert.Matches(@"desde las \d\d:\d\d|\d\d:\d\d", html);

        // Somebody else behind the address, from a browser that was never here; and the owner, from the one that was.
        using var other = new PortalVisitor(server);
        Assert.Equal(HttpStatusCode.Redirect, (await other.Enter(Dos, Someone.Password)).StatusCode);
        await Leave(uno);
        Assert.Equal(HttpStatusCode.Redirect, (await uno.Enter(Someone.Address, Someone.Password)).StatusCode);
    }

    [Fact]
    public async Task An_address_from_which_very_many_wrong_ones_came_is_closed_to_strangers_and_open_to_browsers_that_are_known()
    {
        await using var server = await Serving();
        using var uno = await PortalVisitor.Registered(server);
        await Leave(uno);
        // What three hundred guesses leave behind, without hashing three hundred passwords.
        foreach (var from in Here) await Fill(server, FloodLimit.WrongFromAddress, from);

        using var stranger = new PortalVisitor(server);
        using var closed = await stranger.Enter(Dos, "no es esta");
        Assert.Equal(HttpStatusCode.TooManyRequests, closed.StatusCode);
        Assert.NotNull(closed.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Redirect, (await uno.Enter(Someone.Address, Someone.Password)).StatusCode);
    }

    [Theory, BothEngines]
    public async Task Guesses_from_elsewhere_do_not_shut_the_owner_out_until_they_are_very_many(Engine engine)
    {
        await using var store = await PackedStore.On(engine, Someone.Soser);
        await PortalAccountTests.Registered(store);
        await using var scope = store.In(Someone.Soser);
        var accounts = scope.Get<PortalAccounts>();

        for (var n = 0; n < FloodLimit.WrongPassword.Most; n++) Assert.IsType<PortalDoor.Wrong>(await accounts.SignIn(Someone.Address, "no es esta", "198.51.100.7", PortalBrowser.Unknown, default));
        Assert.IsType<PortalDoor.Closed>(await accounts.SignIn(Someone.Address, Someone.Password, "198.51.100.7", PortalBrowser.Unknown, default));
        Assert.IsType<PortalDoor.Entered>(await accounts.SignIn(Someone.Address, Someone.Password, "192.0.2.1", PortalBrowser.Unknown, default));

        for (var n = 0; n < FloodLimit.WrongAnywhere.Most; n++) await scope.Get<Floods>().Count(FloodLimit.WrongAnywhere, Someone.Address, default);
        var closed = Assert.IsType<PortalDoor.Closed>(await accounts.SignIn(Someone.Address, Someone.Password, "192.0.2.1", PortalBrowser.Unknown, default));
        Assert.Equal(store.Clock.Now + FloodLimit.WrongAnywhere.Window, closed.Until);
        store.Clock.Advance(FloodLimit.WrongAnywhere.Window);
        Assert.IsType<PortalDoor.Entered>(await accounts.SignIn(Someone.Address, Someone.Password, "192.0.2.1", PortalBrowser.Unknown, default));
    }

    [Fact]
    public async Task Registrations_from_one_address_are_taken_for_a_whole_meeting_and_then_told_when_to_come_back()
    {
        await using var server = await Serving();
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            foreach (var from in Here)
                for (var n = 0; n < FloodLimit.MailFromAddress.Most - 1; n++) await scope.Get<Floods>().Count(FloodLimit.MailFromAddress, from, default);
        }

        using var visitor = new PortalVisitor(server);
        using var taken = await visitor.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Value))]);
        using var one = await visitor.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Key == "correo" ? Dos : f.Value))]);
        using var recovering = await visitor.Post("recover", "recover", ("mail", Someone.Address));

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        foreach (var closed in new[] { one, recovering })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, closed.StatusCode);
            Assert.InRange(closed.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(55), FloodLimit.MailFromAddress.Window);
            Assert.Matches(@"\d\d:\d\d", WebUtility.HtmlDecode(await closed.Content.ReadAsStringAsync()));
        }

        // Others behind the address who have an account enter as ever.
        using var known = new PortalVisitor(server);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await known.Enter(Dos, "no es esta")).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_and_files_of_one_person_are_told_with_the_time_and_another_person_files()
    {
        await using var server = await Serving();
        using var uno = await PortalVisitor.Registered(server);
        using var dos = await PortalVisitor.Registered(server, Dos);
        Guid person;
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
        {
            person = scope.Db().Set<PortalPerson>().Single(p => p.Mail == Someone.Address).Id;
            for (var n = 0; n < FloodLimit.Requests.Most - 1; n++) await scope.Get<Floods>().Count(FloodLimit.Requests, person.ToString(), default);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await (await uno.NewRequest()).Send(Claim)).StatusCode);
        using var over = await (await uno.NewRequest()).Send(Claim);

        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);
        Assert.InRange(over.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(55), FloodLimit.Requests.Window);
        var html = WebUtility.HtmlDecode(await over.Content.ReadAsStringAsync());
        Assert.Matches(@"envíelo otra vez desde las \d\d:\d\d", html);
        Assert.Contains("Faltaban dos productos.", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await dos.NewRequest()).Send(Claim)).StatusCode);

        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
            for (var n = 0; n < FloodLimit.Files.Most; n++) await scope.Get<Floods>().Count(FloodLimit.Files, person.ToString(), default);
        var page = await uno.Client.GetStringAsync(new Uri("/portal/cl-soser/requests/new", UriKind.Relative));
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in Claim.Append(("key", PortalVisitor.Hidden(page, "key"))).Append(("__RequestVerificationToken", PortalVisitor.Hidden(page, "__RequestVerificationToken"))))
            body.Add(new StringContent(value), name);
        using var photo = new ByteArrayContent(Sample.Png());
        photo.Headers.ContentType = new("image/png");
        body.Add(photo, "files", "foto.png");
        using var files = await uno.Client.PostAsync(new Uri("/portal/cl-soser/requests/new", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.TooManyRequests, files.StatusCode);
        Assert.Matches(@"puede enviar más desde las \d\d:\d\d", WebUtility.HtmlDecode(await files.Content.ReadAsStringAsync()));
    }

    // A browser may come to loopback by either family.
    private static readonly string[] Here = ["127.0.0.1", "0000000000000000"];

    private static async Task<HttpResponseMessage> WrongUntilClosed(PortalVisitor visitor, string mail)
    {
        for (var n = 0; n < FloodLimit.WrongPassword.Most; n++)
        {
            using var wrong = await visitor.Enter(mail, "no es esta");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        return await visitor.Enter(mail, Someone.Password);
    }

    private static async Task Leave(PortalVisitor visitor)
    {
        using var left = await visitor.Post("requests", "sign-out");
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
    }

    private static async Task Fill(RunningServer server, FloodLimit limit, string who)
    {
        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        for (var n = 0; n < limit.Most; n++) await scope.Get<Floods>().Count(limit, who, default);
    }

    private static async Task<RunningServer> Serving()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        return server;
    }
}

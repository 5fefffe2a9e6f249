using System.Net;
using System.Text.RegularExpressions;
using Atiende.Portal;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Portal;

/// <summary>The portal over HTTP, as a telephone without scripts sees it.</summary>
public sealed partial class PortalPagesTests
{
    // What a first visit may weigh, all files together, as they come over the line.
    private const int FirstVisitBytesMost = 100_000;

    private static readonly (string, string)[] Claim =
    [
        ("motivo", "Reclamo"), ("tema", "Canastas Junaeb"), ("subtema", "Cambio de productos"), ("urgencia", "Alta"),
        ("asunto", "Canasta incompleta"), ("detalle", "Faltaban dos productos."), ("place", "90015"),
    ];

    [Fact]
    public async Task A_first_visit_is_light_and_contacts_nobody_else()
    {
        await using var server = await Serving();
        using var visitor = new PortalVisitor(server);
        visitor.Client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var (status, html) = await visitor.Ask("");
        Assert.Equal(HttpStatusCode.OK, status);

        var files = File().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();
        var bytes = System.Text.Encoding.UTF8.GetByteCount(html);
        foreach (var file in files) bytes += (await visitor.Client.GetByteArrayAsync(new Uri(file, UriKind.Relative))).Length;

        Assert.Equal(4, files.Count);
        Assert.All(files, file => Assert.StartsWith("/", file, StringComparison.Ordinal));
        Assert.InRange(bytes, 1000, FirstVisitBytesMost);
        Assert.Contains("800-719-800", html, StringComparison.Ordinal);
        Assert.Contains("oirs.ejemplo.invalid", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_organisation_with_a_portal_has_one()
    {
        await using var server = await Serving("sv-hacienda");
        using var client = server.Client();

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/portal/sv-hacienda", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/portal/nadie", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("RUT", "11.111.111-2", "dígito verificador")]
    [InlineData("comuna", "Iquique", "«Iquique» es de «Tarapacá»")]
    [InlineData("confirmar_contrasena", "otra distinta", "no son iguales")]
    [InlineData("contrasena", "corta", "8")]
    [InlineData("acepta_terminos", "", "debe aceptar los términos")]
    [InlineData("correo", "sin arroba", "correo")]
    [InlineData("fecha_nacimiento", "2999-01-01", "Fecha de nacimiento")]
    public async Task A_wrong_registration_is_shown_again_with_what_to_change(string field, string value, string said)
    {
        await using var server = await Serving();
        using var visitor = new PortalVisitor(server);

        using var answer = await visitor.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Key == field ? value : f.Value))]);

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains("value=\"Persona\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Someone.Password, html, StringComparison.Ordinal);
        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        Assert.Empty(await scope.Db().Set<PendingRegistration>().ToListAsync());
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_are_told_the_same()
    {
        await using var server = await Serving();
        using var _ = await PortalVisitor.Registered(server);
        using var visitor = new PortalVisitor(server);

        async Task<string> Told(string mail, string page, string to, params (string, string)[] fields)
        {
            using var answer = await visitor.Post(page, to, [.. fields.Append(("mail", mail))]);
            var body = await answer.Content.ReadAsStringAsync();
            return $"{answer.StatusCode} {answer.Headers.Location} {Tokens().Replace(body, "").Replace(mail, "", StringComparison.Ordinal)}";
        }

        foreach (var (page, fields) in new[] { ("recover", Array.Empty<(string, string)>()), ("sign-in", [("password", "no es esta")]) })
            Assert.Equal(await Told("nadie@ejemplo.invalid", page, page, fields), await Told(Someone.Address, page, page, fields));

        using var again = await visitor.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Value))]);
        Assert.Equal($"{PortalVisitor.Root}/register/sent", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_staffs_session_is_none_here_and_the_persons_none_there()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");

        Assert.Equal(HttpStatusCode.Redirect, await staff.Status($"{PortalVisitor.Root}/requests"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync(new Uri("/cases", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.Ask("requests")).Status);
        // Who is signed in as staff of one organisation may still look at the portal of any.
        Assert.Equal(HttpStatusCode.OK, await staff.Status(PortalVisitor.Root));
    }

    [Fact]
    public async Task A_request_sent_twice_at_once_is_one_and_another_person_does_not_see_it()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var other = await PortalVisitor.Registered(server, "dos@ejemplo.invalid");
        var (_, send) = await person.NewRequest();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => send(Claim)));

        var folio = Assert.Single(answers.Select(answer => answer.Headers.Location!.OriginalString).Distinct()).Split('/', '?')[4];
        Assert.Matches(@"^PAE-\d{4}-000001$", folio);
        var (status, html) = await person.Ask($"requests/{folio}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Canasta incompleta", html, StringComparison.Ordinal);
        Assert.Contains("Iquique", html, StringComparison.Ordinal); // The establishment's commune, not the person's.
        Assert.Contains(folio, (await person.Ask("requests")).Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Ask($"requests/{folio}")).Status);
        Assert.DoesNotContain(folio, (await other.Ask("requests")).Html, StringComparison.Ordinal);
        using var added = await other.Post("requests/new", $"requests/{folio}/more", ("text", "hola"), ("key", "k"));
        using var judged = await other.Post("requests/new", $"requests/{folio}/opinion", ("answer", "Conforme"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (added.StatusCode, judged.StatusCode));

        // Another request under the same key is told, and goes as its own when it is sent again.
        using var changed = await send([.. Claim.Select(f => f.Item1 == "asunto" ? ("asunto", "Otra cosa") : f)]);
        Assert.Contains(folio, await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.StatusCode);
    }

    [Fact]
    public async Task The_establishment_is_searched_by_name_and_what_was_typed_stays()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        var (key, send) = await person.NewRequest();

        using var found = await send([.. Claim.Where(f => f.Item1 != "place"), ("place", "ejemplo cam"), ("do", "find")]);

        var html = WebUtility.HtmlDecode(await found.Content.ReadAsStringAsync());
        Assert.Contains("90015 · Escuela Ejemplo Camanchaca · Iquique", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Canasta incompleta\"", html, StringComparison.Ordinal);
        Assert.Equal(key, PortalVisitor.Hidden(html, "key"));

        using var unclear = await send([.. Claim.Where(f => f.Item1 != "place"), ("place", "escuela")]);
        Assert.Contains("Elija el establecimiento de la lista", WebUtility.HtmlDecode(await unclear.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var filed = await send([.. Claim.Where(f => f.Item1 != "place"), ("place", "ejemplo cam"), ("RBD", "90015")]);
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_are_told_with_the_time_and_the_telephone()
    {
        await using var server = await Serving();
        using var visitor = new PortalVisitor(server);

        HttpResponseMessage last = new();
        for (var n = 0; n <= FloodLimit.WrongPassword.Most; n++) last = await visitor.Enter(Someone.Address, "no es esta");

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Contains("800-719-800", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<RunningServer> Serving(string pack = Someone.Soser)
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, pack);
        return server;
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+\\.(?:css|js|svg)[^\"]*)\"")]
    private static partial Regex File();

    [GeneratedRegex("value=\"CfDJ[^\"]*\"")]
    private static partial Regex Tokens();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Atiende.Mail;
using Atiende.Portal;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Portal;

/// <summary>The portal's second factor, another mail address, and terms that changed: over HTTP.</summary>
public sealed partial class PortalFactorTests
{
    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471"), InlineData(1234567890, "005924"), InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        // RFC 6238, appendix B, the last six of its eight digits.
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, OneTimeCodes.At(secret, at));
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCodes.Written(secret));
        var step = OneTimeCodes.StepOf(secret, code, at.AddSeconds(30), null);
        Assert.Equal(seconds / 30, step);
        Assert.Null(OneTimeCodes.StepOf(secret, code, at, step));
        Assert.Null(OneTimeCodes.StepOf(secret, code, at.AddSeconds(90), null));
    }

    [Fact]
    public async Task Who_wants_it_gives_a_code_too_or_one_that_was_kept_and_each_is_taken_once()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var wrong = await person.Post("me/factor", "me/factor/begin", ("present", "no es esta"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var begun = await person.Post("me/factor", "me/factor/begin", ("present", Someone.Password));
        var (_, page) = await person.Ask("me/factor");
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        var secret = Decoded(Regex.Match(page, "<code>([A-Z2-7]{32})</code>").Groups[1].Value);
        using var guessed = await person.Post("me/factor", "me/factor/confirm", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, guessed.StatusCode);
        using var on = await person.Post("me/factor", "me/factor/confirm", ("code", OneTimeCodes.At(secret, DateTimeOffset.UtcNow.AddSeconds(-30))));
        var codes = KeptCode().Matches(await on.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(PortalFactor.RecoveryCodes, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await person.Ask("requests")).Status);

        var now = OneTimeCodes.At(secret, DateTimeOffset.UtcNow);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), await Enter(server, "123"));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), await Enter(server, now));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), await Enter(server, now));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), await Enter(server, codes[3].ToUpperInvariant()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), await Enter(server, codes[3]));
        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        var kept = await scope.Db().Set<PortalPerson>().SingleAsync();
        Assert.DoesNotContain(Convert.ToBase64String(secret), kept.FactorSecret, StringComparison.Ordinal);
        Assert.Equal(PortalFactor.RecoveryCodes - 1, PortalFactor.Left(kept));
        Assert.Contains("se pide también un código", await Someone.LastMail(server.Services), StringComparison.Ordinal);

        using var off = await person.Post("me/factor", "me/factor/remove", ("present", Someone.Password));
        Assert.EndsWith("done=factor-off", off.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var plain = new PortalVisitor(server);
        using var entered = await plain.Enter(Someone.Address, Someone.Password);
        Assert.EndsWith("/requests", entered.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lost_the_telephone_answers_questions_and_the_staff_takes_it_away_in_the_open()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var begun = await person.Post("me/factor", "me/factor/begin", ("present", Someone.Password));
        var secret = Decoded(Regex.Match((await person.Ask("me/factor")).Html, "<code>([A-Z2-7]{32})</code>").Groups[1].Value);
        using var on = await person.Post("me/factor", "me/factor/confirm", ("code", OneTimeCodes.At(secret, DateTimeOffset.UtcNow)));
        Guid contact;
        await using (var reading = server.Services.CreateScopeOf(Someone.Soser)) contact = (await reading.Db().Set<PortalPerson>().SingleAsync()).ContactId;
        var page = $"/contacts/{contact}/portal-factor";
        using var agent = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        using var admin = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        Assert.NotEqual(HttpStatusCode.OK, await agent.Status(page));
        Assert.Contains(page, await admin.Page($"/contacts/{contact}"), StringComparison.Ordinal);
        var asked = await admin.Page(page);
        Assert.DoesNotContain(Someone.Typed["RUT"], asked, StringComparison.Ordinal);
        Assert.DoesNotContain("contrasena", asked, StringComparison.Ordinal);
        (string, string)[] right = [("RUT", Someone.Typed["RUT"]), ("fecha_nacimiento", Someone.Typed["fecha_nacimiento"]), ("celular", Someone.Typed["celular"])];

        using var few = await admin.Post(page, page + "/take-away", [.. right[..2], ("reason", "Perdió el teléfono")]);
        using var unexplained = await admin.Post(page, page + "/take-away", right);
        using var wrong = await admin.Post(page, page + "/take-away", [.. right[..2], ("celular", "+56 9 9999 9999"), ("reason", "Perdió el teléfono")]);
        foreach (var refused in new[] { few, unexplained, wrong }) Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.DoesNotContain("Celular no", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await person.Ask("requests")).Status);
        using var done = await admin.Post(page, page + "/take-away", [.. right, ("through", "telephone"), ("reason", "Perdió el teléfono")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await person.Ask("requests")).Status);
        using var plain = new PortalVisitor(server);
        using var entered = await plain.Enter(Someone.Address, Someone.Password);
        Assert.EndsWith("/requests", entered.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Si no fue usted, elija ya otra contraseña", await Someone.LastMail(server.Services), StringComparison.Ordinal);
        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        var account = await scope.Db().Set<PortalPerson>().SingleAsync();
        var written = await scope.Get<Atiende.Fabric.IAudit>().Of($"portal:{account.Id}", 10, default);
        Assert.Equal(["portal.factor-taken-away", "portal.factor-refused"], written.Where(w => w.Who == "marta.ejemplo").Select(w => w.What));
        Assert.Equal("telephone; RUT, Fecha de nacimiento, Celular; Perdió el teléfono", written.First(w => w.What == "portal.factor-taken-away").Why);
        Assert.DoesNotContain(written, w => w.Why.Contains(Someone.Typed["RUT"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_mail_address_holds_once_it_is_confirmed_there_and_the_old_one_is_told()
    {
        const string New = "nueva@ejemplo.invalid";
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        using var other = await PortalVisitor.Registered(server, "dos@ejemplo.invalid");

        using var wrong = await person.Post("me/mail", "me/mail", ("mail", New), ("present", "no es esta"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var taken = await person.Post("me/mail", "me/mail", ("mail", "dos@ejemplo.invalid"), ("present", Someone.Password));
        using var asked = await person.Post("me/mail", "me/mail", ("mail", New), ("present", Someone.Password));
        Assert.Equal(taken.Headers.Location, asked.Headers.Location);
        Assert.Contains("ya tiene una cuenta", await Someone.LastMail(server.Services, "dos@ejemplo.invalid"), StringComparison.Ordinal);
        using var still = new PortalVisitor(server);
        using var unchanged = await still.Enter(New, Someone.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchanged.StatusCode);

        var token = Someone.Token(await Someone.LastMail(server.Services, New));
        using var confirmed = await still.Post($"change?token={token}", "change", ("token", token));
        Assert.EndsWith("sign-in?done=mail", confirmed.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await still.Ask($"change?token={token}")).Status);
        Assert.Contains("ya no entra con este correo", await Someone.LastMail(server.Services), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await person.Ask("requests")).Status);
        using var entered = await still.Enter(New, Someone.Password);
        Assert.EndsWith("/requests", entered.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Contains(New, (await still.Ask("me")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_of_another_version_are_asked_once_before_anything_but_taking_data_home_or_giving_them_up()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);
        await using (var scope = server.Services.CreateScopeOf(Someone.Soser))
            await scope.Db().Write(inner => scope.Db().Set<PortalPerson>().ExecuteUpdateAsync(set => set.SetProperty(p => p.TermsVersion, "CANAL-PAE 0.9"), inner));

        using (var asked = await person.Client.GetAsync(new Uri($"{PortalVisitor.Root}/requests/new", UriKind.Relative)))
            Assert.Equal($"{PortalVisitor.Root}/accept?returnUrl=%2Fportal%2Fcl-soser%2Frequests%2Fnew", asked.Headers.Location?.OriginalString);
        var (status, page) = await person.Ask("accept");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("CANAL-PAE 1.0 · Datos 1.0", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await person.Ask("me/download")).Status);
        var version = PortalVisitor.Hidden(page, "version");
        using var missing = await person.Post("accept", "accept", ("version", version));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        using var old = await person.Post("accept", "accept", ("version", "CANAL-PAE 0.9"), ("accepted", "true"));
        Assert.Equal(HttpStatusCode.Redirect, (await person.Ask("requests")).Status);

        using var accepted = await person.Post("accept", "accept", ("version", version), ("accepted", "true"));

        Assert.Equal(HttpStatusCode.OK, (await person.Ask("requests")).Status);
        using var staff = await SignedIn.As(server, "rosa.ejemplo@cl-soser");
        await using var reading = server.Services.CreateScopeOf(Someone.Soser);
        var contact = (await reading.Db().Set<PortalPerson>().SingleAsync()).ContactId;
        var shown = await staff.Page($"/contacts/{contact}");
        Assert.Contains("Lo que aceptó", shown, StringComparison.Ordinal);
        using var withdrawn = await staff.Post($"/contacts/{contact}", $"/contacts/{contact}/texts", ("text", "terminos"), ("version", "CANAL-PAE 1.0"), ("given", "false"), ("channel", "Voice"));
        Assert.Contains("No lo acepta", await staff.Page($"/contacts/{contact}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stranger_is_answered_and_what_it_takes_are_the_same_whether_an_address_is_known()
    {
        await using var server = await Serving();
        using var person = await PortalVisitor.Registered(server);

        var answers = new List<string>();
        foreach (var mail in new[] { Someone.Address, "nadie@ejemplo.invalid" })
        {
            using var stranger = new PortalVisitor(server);
            using var entered = await stranger.Enter(mail, "no es esta");
            using var recovered = await stranger.Post("recover", "recover", ("mail", mail));
            using var registered = await stranger.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Key == "correo" ? mail : f.Value))]);
            var html = await entered.Content.ReadAsStringAsync();
            answers.Add($"{entered.StatusCode} {recovered.StatusCode} {recovered.Headers.Location} {registered.StatusCode} {registered.Headers.Location} {Varying().Replace(html, "").Replace(mail, "", StringComparison.Ordinal)}");
        }

        Assert.Equal(answers[0], answers[1]);
        // Each of them made one row and one mail, known or not.
        await using var scope = server.Services.CreateScopeOf(Someone.Soser);
        var mails = await scope.Db().Set<OutboxMessage>().GroupBy(m => m.ToAddress).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!, g => g.Count);
        Assert.Equal((1 + 2, 2), (mails[Someone.Address], mails["nadie@ejemplo.invalid"]));
    }

    [Fact]
    public async Task An_error_at_the_portal_is_shown_in_its_own_look()
    {
        await using var server = await Serving();
        using var stranger = new PortalVisitor(server);
        stranger.Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("mail", "x")]);
        using var bad = await stranger.Client.PostAsync(new Uri($"{PortalVisitor.Root}/recover", UriKind.Relative), form);
        var (missing, html) = await stranger.Ask("nada-aqui");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (bad.StatusCode, missing));
        foreach (var page in new[] { await bad.Content.ReadAsStringAsync(), html })
        {
            Assert.Contains("CANAL-PAE", page, StringComparison.Ordinal);
            Assert.Contains("800-719-800", page, StringComparison.Ordinal);
            Assert.Contains("portal.css", page, StringComparison.Ordinal);
        }
    }

    // What the code is answered, and then a page that asks who one is.
    private static async Task<(HttpStatusCode Code, HttpStatusCode Page)> Enter(RunningServer server, string code)
    {
        using var visitor = new PortalVisitor(server);
        using var password = await visitor.Enter(Someone.Address, Someone.Password);
        var html = await password.Content.ReadAsStringAsync();
        using var form = new FormUrlEncodedContent(new[] { ("ticket", PortalVisitor.Hidden(html, "ticket")), ("code", code), ("__RequestVerificationToken", PortalVisitor.Hidden(html, "__RequestVerificationToken")) }
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await visitor.Client.PostAsync(new Uri($"{PortalVisitor.Root}/sign-in/code", UriKind.Relative), form);
        return (answer.StatusCode, (await visitor.Ask("requests")).Status);
    }

    private static byte[] Decoded(string written)
    {
        var bits = string.Concat(written.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    private static async Task<RunningServer> Serving()
    {
        var server = await RunningServer.Start();
        await SignedIn.Load(server, Someone.Soser);
        return server;
    }

    [GeneratedRegex("<code>([a-z0-9]{10})</code>")]
    private static partial Regex KeptCode();

    [GeneratedRegex("<input[^>]*__RequestVerificationToken[^>]*>")]
    private static partial Regex Varying();
}

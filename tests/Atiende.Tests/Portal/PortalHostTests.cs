using System.Net;
using System.Text.RegularExpressions;
using Atiende.Hosting;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

/// <summary>A portal at a host of its own.</summary>
public sealed class PortalHostTests
{
    private const string Own = "http://canal.soser.test";
    private const string Alias = "http://www.canal.soser.test";
    private const string Staff = "http://atencion.soser.test";

    [Fact]
    public async Task The_portal_stands_at_the_root_of_its_host_and_nothing_of_the_staff_does()
    {
        await using var server = await Start();
        using var at = PortalVisitor.ClientAt(server, new(Own));

        var home = await at.GetStringAsync("/");

        Assert.Contains("Canal", home, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{Own}/\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/register\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/colours.css?", home, StringComparison.Ordinal);
        Assert.DoesNotContain("/portal/", home, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{Own}/questions\"", await at.GetStringAsync("/questions"), StringComparison.Ordinal);
        foreach (Match file in Regex.Matches(home, "<(?:link rel=\"stylesheet\" href|script type=\"module\" src)=\"([^\"]+)\""))
        {
            using var answer = await at.GetAsync(file.Groups[1].Value);
            Assert.True(answer.IsSuccessStatusCode, file.Value);
        }

        Assert.Contains("name=\"mail\"", await at.GetStringAsync("/sign-in"), StringComparison.Ordinal); // the portal's, not the staff's
        foreach (var page in new[] { "/desk", "/cases", "/portal/bo-comteco", "/api/v1/openapi.json", "/api/v1/cl-soser/cases", "/events", "/organization", "/paper/send/cl-soser/x" })
        {
            using var answer = await at.GetAsync(page);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{page}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Who_asks_elsewhere_for_it_is_sent_to_its_host()
    {
        await using var server = await Start();
        using var staff = PortalVisitor.ClientAt(server, new(Staff));
        using var own = PortalVisitor.ClientAt(server, new(Own));
        using var alias = PortalVisitor.ClientAt(server, new(Alias));
        using var machine = server.Client();

        await Goes(staff, "/portal/cl-soser", $"{Own}/");
        await Goes(staff, "/portal/cl-soser/confirm?token=abc", $"{Own}/confirm?token=abc");
        await Goes(machine, "/portal/cl-soser/questions", $"{Own}/questions");
        await Goes(own, "/portal/cl-soser/questions", $"{Own}/questions");
        await Goes(alias, "/questions?a=1", $"{Own}/questions?a=1");
        await Goes(alias, "/portal/cl-soser/questions", $"{Own}/questions");
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_person_registers_by_the_mails_link_and_stays_signed_in_on_that_host()
    {
        await using var server = await Start();

        using var person = await PortalVisitor.Registered(server, own: new(Own));

        var mail = await Someone.LastMail(server.Services, Someone.Address);
        Assert.Contains($"{Own}/confirm?token=", mail, StringComparison.Ordinal);
        Assert.Contains("href=\"/requests/new\"", (await person.Ask("requests")).Html, StringComparison.Ordinal);
        using var again = new PortalVisitor(server, new(Own));
        using var entered = await again.Enter(Someone.Address, Someone.Password);
        Assert.Contains(entered.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("atiende-portal=", StringComparison.Ordinal) && cookie.Contains("path=/;", StringComparison.Ordinal));
        using var nobody = new PortalVisitor(server, new(Own));
        using var sent = await nobody.Client.GetAsync("/requests/new?reason=x");
        Assert.Equal("/sign-in?returnUrl=%2Frequests%2Fnew%3Freason%3Dx", sent.Headers.Location!.OriginalString);
        var (key, send) = await person.NewRequest();
        Assert.NotEmpty(key);
        using var filed = await send([("motivo", "Consulta"), ("tema", "Pae Celiaco"), ("urgencia", "Baja"), ("asunto", "Minuta"), ("detalle", "¿Dónde veo la minuta?")]);
        Assert.StartsWith("/requests/", filed.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_told_so()
    {
        await using var server = await Start();
        using var stranger = PortalVisitor.ClientAt(server, new("http://otra.institucion.test"));

        using var answer = await stranger.GetAsync("/");

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("Aquí no se atiende bajo el nombre «otra.institucion.test»", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var machine = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync("/health/ready")).StatusCode);
    }

    [Theory]
    [InlineData("canal.soser.test", "is not the address of a host")]
    [InlineData("https://canal.soser.test/portal", "is not the address of a host")]
    [InlineData("http://atencion.soser.test", "is another portal's already, or the staff's")]
    [InlineData(" ; ", "is empty")]
    public async Task What_is_no_host_is_said_at_the_start(string address, string words)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("atiende.json"),
            $$"""{ "Mode": "Production", "PublicUrl": "{{Staff}}", "Portals": { "cl-soser": "{{address}}" } }""");

        var wrong = Assert.Throws<UsageException>(() => Settings.Load(new(folder.Path)));

        Assert.StartsWith("Portals:cl-soser", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_are_read_from_the_settings()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("atiende.json"),
            $$"""{ "Mode": "Production", "PublicUrl": "{{Staff}}", "Hosts": "interno.test", "Portals": { "cl-soser": "{{Own}}; {{Alias}}", "bo-comteco": "https://odeco.test/" } }""");

        var hosts = new PortalHosts(Settings.Load(new(folder.Path)));

        Assert.Equal(("cl-soser", true), hosts.PortalAt("CANAL.soser.test"));
        Assert.Equal(("cl-soser", false), hosts.PortalAt("www.canal.soser.test"));
        Assert.Equal("https://odeco.test", hosts.AddressOf("bo-comteco"));
        Assert.Null(hosts.AddressOf("sv-hacienda"));
        Assert.True(hosts.IsOurs("interno.test") && hosts.IsOurs("atencion.soser.test") && hosts.IsOurs("10.1.2.3") && !hosts.IsOurs("otra.test"));
    }

    private static async Task<RunningServer> Start()
    {
        var server = await RunningServer.Start(Engine.Sqlite, settings => settings with
        {
            Mode = Mode.Production,
            PublicUrl = Staff,
            Portals = new Dictionary<string, string> { ["cl-soser"] = $"{Own};{Alias}" },
        });
        await SignedIn.Load(server, Someone.Soser);
        return server;
    }

    private static async Task Goes(HttpClient client, string from, string to)
    {
        using var answer = await client.GetAsync(from);
        Assert.Equal((HttpStatusCode.PermanentRedirect, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}

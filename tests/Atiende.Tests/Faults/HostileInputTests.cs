using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Atiende.Api;
using Atiende.Cases;
using Atiende.Guidance;
using Atiende.Storage;
using Atiende.Tests.Api;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Atiende.Tests.Faults;

/// <summary>What somebody sends who wants no answer.</summary>
public sealed class HostileInputTests
{
    private const string Script = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Script_in_every_text_is_text_on_every_page_that_shows_it()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var key = await ApiClient.With(server, ApiScopes.CasesWrite);
        var claim = ApiClient.Claim();
        (claim["subject"], claim["description"]) = ($"Asunto {Script}", $"Detalle {Script}");
        (claim["contact"]!["firstName"], claim["contact"]!["lastName"]) = ($"Persona {Script}", $"Ejemplo {Script}");
        var filed = await key.File(claim);
        Assert.True(filed.Status == 201, filed.Json.ToString());
        var folio = filed.Json.GetProperty("folio").GetString()!;
        Assert.Equal(201, (await key.Send(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments", Multipart("foto<script>alert(1)</script><img src=x onerror=alert(1)>.jpg"))).Status);
        var (one, contact, run) = await Begun(server, folio);

        using var staff = await SignedIn.As(server, "marta.ejemplo@cl-soser");
        var shown = 0;
        foreach (var page in new[] { "/", "/cases", $"/cases/{one}", "/cases/board", "/inbox", $"/desk/run/{run}", $"/contacts/{contact}", "/contacts?q=Persona", "/search?q=Asunto", "/mail", $"/runs/{run}" })
        {
            using var answer = await staff.Get(page);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{page}: {(int)answer.StatusCode}");
            Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
            if (html.Contains("&lt;script&gt;alert", StringComparison.Ordinal)) shown++;
        }

        Assert.True(shown >= 2, "no page showed what was typed, so nothing was tried");
    }

    [Theory]
    [InlineData("application/zip", "fotos.zip")]
    [InlineData("image/jpeg", "foto.jpg")]
    public async Task An_upload_without_end_is_cut_off_and_leaves_nothing(string type, string name)
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var key = await ApiClient.With(server, ApiScopes.CasesWrite);
        var folio = (await key.File(ApiClient.Claim())).Json.GetProperty("folio").GetString()!;
        var before = Size(server.DataFolder);
        using var endless = new Endless(megabytes: 1024);
        endless.Headers.ContentType = new(type);
        using var form = new MultipartFormDataContent { { endless, "file", name } };
        using var http = ApiClient.Client(server, key.Key.Secret);

        HttpStatusCode? status = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{ApiClient.Cases}/{folio}/attachments") { Content = form };
            request.Headers.TransferEncodingChunked = true;
            using var answer = await http.SendAsync(request);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server hung up, which is an answer too.
        }

        Assert.True(status is null or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType, $"{status}");
        Assert.InRange(endless.Sent, 0, 200 * Megabyte);
        Assert.InRange(Size(server.DataFolder), 0, before + 20 * Megabyte);
        Assert.Empty((await key.Get($"{ApiClient.Cases}/{folio}")).Json.GetProperty("attachments").EnumerateArray());
    }

    [Fact]
    public async Task A_body_that_nests_without_end_and_names_that_are_not_names_are_refused_in_words()
    {
        await using var server = await ApiClient.Server(Engine.Sqlite);
        using var key = await ApiClient.With(server, ApiScopes.CasesWrite);
        foreach (var body in new[]
        {
            string.Concat(Enumerable.Repeat("{\"contact\":", 5000)), "[" + new string('[', 100_000), "{\"subject\":\"" + new string('a', 3 * Megabyte) + "\"}",
            "{\"subject\":\"\\u0000\",\"reason\":\"Reclamo\"}", "{\"__proto__\":{\"x\":1}}", "\uFEFF", "{\"reason\":{\"$ref\":\"/etc/passwd\"}}",
        })
        {
            var answer = await key.Send(HttpMethod.Post, ApiClient.Cases, body, "application/json");
            Assert.InRange(answer.Status, 400, 422);
            Assert.Equal("application/problem+json", answer.Type);
        }
    }

    // As a client writes it that knows no rules.
    private static ByteArrayContent Multipart(string name)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"),
            .. Sample.Jpeg(), .. "\r\n--x--\r\n"u8];
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        return content;
    }

    private static async Task<(Guid Case, Guid Contact, Guid Run)> Begun(RunningServer server, string folio)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(200))
        {
            await using var scope = server.Services.CreateScopeOf(ApiClient.Soser);
            var row = await scope.Db().Set<Case>().AsNoTracking().SingleAsync(c => c.Folio == folio);
            if (row is { ContactId: { } contact, RunId: { } run } && await scope.Db().Set<RunRow>().AnyAsync(r => r.Id == run)) return (row.Id, contact, run);
        }

        throw new TimeoutException("its procedure never began");
    }

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>So many megabytes, made as they are sent.</summary>
    private sealed class Endless(int megabytes) : HttpContent
    {
        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[Megabyte];
            Sample.Jpeg().CopyTo(block, 0);
            for (var i = 0; i < megabytes; i++)
            {
                await stream.WriteAsync(block);
                Sent += block.Length;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

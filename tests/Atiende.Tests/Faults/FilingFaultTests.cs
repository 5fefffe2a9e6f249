using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Atiende.Tests.Api;
using Atiende.Tests.Attachments;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Faults;

/// <summary>The disk fills up under a program that takes cases with their photographs.</summary>
public sealed class FilingFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task On_a_full_disk_no_case_and_no_photograph_is_acknowledged_and_the_same_go_through_once_there_is_room()
    {
        using var folder = new TemporaryFolder();
        var address = new Uri($"http://localhost:{FreePort.Next()}");
        await using var program = await ProgramProcess.StartOnSmallDisk(folder.Path, "256m", ["run", "--url", address.ToString(), "--data", folder.Path]);
        if (program is null) Assert.Skip("This machine lets nobody make a name space with a small disk (unshare -Urm, mount -t tmpfs).");

        await program.Ready(address);
        using var http = new HttpClient { BaseAddress = address };
        var made = await program.RunBeside(["apikey", "create", "--organization", ApiClient.Soser, "--scope", "cases:write", "--name", "Prueba", "--data", folder.Path]);
        Assert.True(made.Exit == 0, made.Errors);
        http.DefaultRequestHeaders.Add("X-Api-Key", made.Output.Trim());
        using var first = await File(http, "uno");
        var folio = (await first.Content.ReadFromJsonAsync<JsonNode>())!["folio"]!.GetValue<string>();
        var ballast = Path.Combine(program.SeenFromOutside(folder.Path), "ballast");

        await Fill(ballast);
        var photograph = await Until(() => Attach(http, folio), HttpStatusCode.ServiceUnavailable);
        var ready = await Until(() => http.GetAsync(new Uri("/health/ready", UriKind.Relative)), HttpStatusCode.ServiceUnavailable);
        // What fits into pages that are already there is stored, and acknowledged rightly.
        var number = 0;
        var acknowledged = new List<string> { folio };
        await Until(async () =>
        {
            var answer = await File(http, $"{++number}");
            if (answer.IsSuccessStatusCode) acknowledged.Add((await answer.Content.ReadFromJsonAsync<JsonNode>())!["folio"]!.GetValue<string>());
            return answer;
        }, HttpStatusCode.ServiceUnavailable);
        System.IO.File.Delete(ballast);
        var after = await Until(() => Attach(http, folio), HttpStatusCode.Created);
        acknowledged.Add(JsonNode.Parse(await Until(() => File(http, $"{number}"), HttpStatusCode.Created))!["folio"]!.GetValue<string>());
        foreach (var one in acknowledged) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"{ApiClient.Cases}/{one}", UriKind.Relative))).StatusCode);

        using var read = await http.GetAsync(new Uri($"{ApiClient.Cases}/{folio}", UriKind.Relative));
        var attachments = (await read.Content.ReadFromJsonAsync<JsonNode>())!["attachments"]!.AsArray();

        Assert.Contains("no se pudo guardar ahora", photograph, StringComparison.Ordinal);
        Assert.Matches("disk is full|No space left", ready);
        Assert.Equal("foto.jpg", Assert.Single(attachments)!["name"]!.GetValue<string>());
        Assert.Contains("foto.jpg", after, StringComparison.Ordinal);
        Assert.Equal(acknowledged.Count, acknowledged.Distinct().Count());
    }

    private static async Task<HttpResponseMessage> File(HttpClient http, string subject)
    {
        var claim = ApiClient.Claim();
        claim["subject"] = subject;
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiClient.Cases) { Content = new StringContent(claim.ToJsonString(), null, "application/json") };
        request.Headers.Add("Idempotency-Key", subject);
        return await http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> Attach(HttpClient http, string folio)
    {
        // Larger than what a page that is already there may hold.
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Sample.Jpeg(body: new string('x', 300_000))), "file", "foto.jpg" } };
        return await http.PostAsync(new Uri($"{ApiClient.Cases}/{folio}/attachments", UriKind.Relative), form);
    }

    // Until it is answered so; what it said.
    private static async Task<string> Until(Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            using var answer = await ask();
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == expected) return said;

            Assert.True(clock.Elapsed < Patience, $"{(int)answer.StatusCode}: {said}");
        }
    }

    // To the last byte.
    private static async Task Fill(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[1 << 20]; block.Length > 0;)
        {
            try
            {
                await file.WriteAsync(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }
}

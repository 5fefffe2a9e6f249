using System.Net;
using System.Text.RegularExpressions;
using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Packs.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Harness;

/// <summary>A browser without a screen: signed in as a member of a demonstration, it asks for pages and hands in their forms.</summary>
public sealed partial class SignedIn : IDisposable
{
    private readonly HttpClient client;
    private string? token;

    private SignedIn(HttpClient client) => this.client = client;

    /// <summary>Loads a shipped pack into a server.</summary>
    public static async Task Load(RunningServer server, string pack)
    {
        var loading = await server.Services.GetRequiredService<IPackLoader>()
            .Load(PackFiles.FromFolder(Repository.Path("packs", pack)), "prueba", dryRun: false, CancellationToken.None);
        Assert.False(loading.IsRefused, string.Join('\n', loading.Faults));
    }

    /// <summary>Signs in, such as <c>ana.ejemplo@sv-hacienda</c>.</summary>
    public static async Task<SignedIn> As(RunningServer server, string account)
    {
        var one = new SignedIn(server.Client());
        using var answer = await one.Post("/sign-in", "/sign-in", ("userName", account), ("password", DemonstrationAccounts.Password));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return one;
    }

    /// <summary>Hands in the sign-in's form.</summary>
    public static Task<HttpResponseMessage> Enter(HttpClient client, string account, string password) =>
        new SignedIn(client).Post("/sign-in", "/sign-in", ("userName", account), ("password", password));

    /// <summary>A page's HTML; fails where it is not shown.</summary>
    public async Task<string> Page(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The status of an address.</summary>
    public async Task<HttpStatusCode> Status(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>An answer as it comes.</summary>
    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>Hands in a form as a script of the page does, whatever the address.</summary>
    public async Task<HttpResponseMessage> Hand(string address, params (string Name, string Value)[] fields)
    {
        token ??= WebUtility.HtmlDecode(Meta().Match(await client.GetStringAsync(new Uri("/", UriKind.Relative))).Groups[1].Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    /// <summary>An answer to any method.</summary>
    public Task<HttpResponseMessage> Send(HttpMethod method, string address) => client.SendAsync(new(method, new Uri(address, UriKind.Relative)), HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Sends what a script of the page sends, with the page's token.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        token ??= WebUtility.HtmlDecode(Meta().Match(await client.GetStringAsync(new Uri("/", UriKind.Relative))).Groups[1].Value);
        request.Headers.Add("RequestVerificationToken", token);
        return await client.SendAsync(request);
    }

    /// <summary>What a browser is answered, whatever it is.</summary>
    public async Task<(HttpStatusCode Status, string Html)> Ask(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Hands in a form of a page.</summary>
    public async Task<HttpResponseMessage> Post(string page, string address, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(new Uri(page, UriKind.Relative));
        var token = Token().Match(html) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : "";
        var form = new FormUrlEncodedContent(fields.Append((Name: "__RequestVerificationToken", Value: token)).Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<meta name=\"antiforgery\" content=\"([^\"]+)\"")]
    private static partial Regex Meta();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

using System.Net;
using System.Text.RegularExpressions;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

/// <summary>A browser without a screen at the portal: follows links, hands in forms, keeps its cookies.</summary>
internal sealed class PortalVisitor(RunningServer server) : IDisposable
{
    public const string Root = "/portal/cl-soser";

    public HttpClient Client { get; } = server.Client();

    /// <summary>Registers, confirms by the mail and signs in.</summary>
    public static async Task<PortalVisitor> Registered(RunningServer server, string mail = Someone.Address)
    {
        var one = new PortalVisitor(server);
        using var sent = await one.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Key == "correo" ? mail : f.Value))]);
        Assert.Equal($"{Root}/register/sent", sent.Headers.Location?.OriginalString);
        var token = Someone.Token(await Someone.LastMail(server.Services, mail));
        using var confirmed = await one.Post($"confirm?token={token}", "confirm", ("token", token));
        Assert.Equal($"{Root}/sign-in?done=confirmed", confirmed.Headers.Location?.OriginalString);
        using var entered = await one.Enter(mail, Someone.Password);
        Assert.Equal($"{Root}/requests", entered.Headers.Location?.OriginalString);
        return one;
    }

    public Task<HttpResponseMessage> Enter(string mail, string password) => Post("sign-in", "sign-in", ("mail", mail), ("password", password));

    /// <summary>A page, whatever it answers.</summary>
    public async Task<(HttpStatusCode Status, string Html)> Ask(string page)
    {
        using var answer = await Client.GetAsync(Address(page));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>Hands in a form of a page.</summary>
    public async Task<HttpResponseMessage> Post(string page, string to, params (string Name, string Value)[] fields)
    {
        var html = await Client.GetStringAsync(Address(page));
        var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", Hidden(html, "__RequestVerificationToken"))).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await Client.PostAsync(Address(to), form);
    }

    /// <summary>A request as the form sends it, with the key of the page.</summary>
    public async Task<(string Key, Func<(string, string)[], Task<HttpResponseMessage>> Send)> NewRequest()
    {
        var html = await Client.GetStringAsync(Address("requests/new"));
        var (key, token) = (Hidden(html, "key"), Hidden(html, "__RequestVerificationToken"));
        return (key, fields => Client.PostAsync(Address("requests/new"), new FormUrlEncodedContent(
            fields.Append(("key", key)).Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)))));
    }

    public void Dispose() => Client.Dispose();

    public static string Hidden(string html, string name) =>
        WebUtility.HtmlDecode(Regex.Match(html, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value);

    private static Uri Address(string page) => new($"{Root}/{page}".TrimEnd('/'), UriKind.Relative);
}

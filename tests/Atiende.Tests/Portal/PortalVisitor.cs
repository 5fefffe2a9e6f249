using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Portal;

/// <summary>A browser without a screen at the portal: follows links, hands in forms, keeps its cookies.</summary>
internal sealed class PortalVisitor(RunningServer server, Uri? own = null) : IDisposable
{
    public const string Root = "/portal/cl-soser";

    // On a host of its own the portal stands at the root.
    private readonly string prefix = own is null ? Root : "";

    public HttpClient Client { get; } = own is null ? server.Client() : ClientAt(server, own);

    /// <summary>Registers, confirms by the mail and signs in.</summary>
    public static async Task<PortalVisitor> Registered(RunningServer server, string mail = Someone.Address, Uri? own = null)
    {
        var one = new PortalVisitor(server, own);
        using var sent = await one.Post("register", "register", [.. Someone.Typed.Select(f => (f.Key, f.Key == "correo" ? mail : f.Value))]);
        Assert.Equal($"{one.prefix}/register/sent", sent.Headers.Location?.OriginalString);
        var token = Someone.Token(await Someone.LastMail(server.Services, mail));
        using var confirmed = await one.Post($"confirm?token={token}", "confirm", ("token", token));
        Assert.Equal($"{one.prefix}/sign-in?done=confirmed", confirmed.Headers.Location?.OriginalString);
        using var entered = await one.Enter(mail, Someone.Password);
        Assert.Equal($"{one.prefix}/requests", entered.Headers.Location?.OriginalString);
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

    /// <summary>A client that asks under another name, which leads here.</summary>
    public static HttpClient ClientAt(RunningServer server, Uri name) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = name };

    private Uri Address(string page) => new(page.Length == 0 && prefix.Length == 0 ? "/" : $"{prefix}/{page}".TrimEnd('/'), UriKind.Relative);
}

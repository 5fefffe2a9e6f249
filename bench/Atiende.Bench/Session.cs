using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Atiende.Bench;

/// <summary>Somebody signed in to a demonstration server, as a browser would.</summary>
internal static class Session
{
    public static async Task<HttpClient> SignIn(Uri server, string account, string password = "demostracion-2026")
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 4000 }) { Timeout = TimeSpan.FromMinutes(10) };
        var door = await Page(http, await http.GetAsync(new Uri(server, "/sign-in")));
        var form = door.QuerySelector("form[action='/sign-in']")!;
        await Page(http, await http.PostAsync(new Uri(server, "/sign-in"), Form(form, ("userName", account), ("password", password))));
        return http;
    }

    public static async Task<IHtmlDocument> Page(HttpClient http, HttpResponseMessage reply)
    {
        using (reply)
        {
            reply.EnsureSuccessStatusCode();
            return new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
        }
    }

    public static FormUrlEncodedContent Form(AngleSharp.Dom.IParentNode from, params (string Name, string Value)[] fields)
    {
        var hidden = from.QuerySelectorAll("input[type=hidden][name]").OfType<IHtmlInputElement>()
            .Where(i => i.Name is "__RequestVerificationToken" or "sequence" or "node").DistinctBy(i => i.Name).Select(i => KeyValuePair.Create(i.Name!, i.Value));
        return new([.. hidden, .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
    }
}

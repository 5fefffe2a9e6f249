using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atiende.Api;
using Atiende.Storage;
using Atiende.Tests.Harness;

namespace Atiende.Tests.Api;

/// <summary>A program of another office, with its key.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string Soser = "cl-soser";
    public const string Cases = $"/api/v1/{Soser}/cases";

    private readonly HttpClient http;

    private ApiClient(HttpClient http, NewApiKey key) => (this.http, Key) = (http, key);

    public NewApiKey Key { get; }

    public static JsonObject Claim() => JsonNode.Parse("""
        {"reason":"Reclamo","topic":"Pae Básica-Media","urgency":"Alta","subject":"Desayuno frío","description":"Llegó frío tres días seguidos.","establishment":"2220",
         "contact":{"document":"11111111-1","firstName":"Persona","lastName":"Ejemplo Uno","email":"uno@ejemplo.invalid","phone":"+56 9 1234 5678","userType":"Apoderado"}}
        """)!.AsObject();

    public static async Task<RunningServer> Server(Engine engine, Func<Atiende.Hosting.Settings, Atiende.Hosting.Settings>? change = null)
    {
        var server = await RunningServer.Start(engine, change);
        await SignedIn.Load(server, Soser);
        return server;
    }

    public static async Task<ApiClient> With(RunningServer server, params string[] scopes)
    {
        await using var scope = server.Services.CreateScopeOf(Soser);
        var key = await scope.Get<IApiKeys>().Create("Sistema de prueba", scopes, "prueba", default);
        return new(Client(server, key.Secret), key);
    }

    public static HttpClient Client(RunningServer server, string? secret)
    {
        var http = server.Client();
        if (secret is not null) http.DefaultRequestHeaders.Add("X-Api-Key", secret);
        http.DefaultRequestHeaders.Accept.ParseAdd("*/*");
        return http;
    }

    public async Task<Answer> File(JsonObject body, string? key = null) => await Send(HttpMethod.Post, Cases, JsonContent.Create(body), key);

    public async Task<Answer> Get(string address) => await Send(HttpMethod.Get, address);

    public async Task<byte[]> Download(string address) => await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));

    public async Task<Answer> Attach(string folio, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return await Send(HttpMethod.Post, $"{Cases}/{folio}/attachments", form);
    }

    public Task<Answer> Send(HttpMethod method, string address, string text, string type) =>
        Send(method, address, new StringContent(text, Encoding.UTF8, MediaTypeHeaderValue.Parse(type)));

    public async Task<Answer> Send(HttpMethod method, string address, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var reply = await http.SendAsync(request);
        return await Answer.Of(reply);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>An answer, read.</summary>
internal sealed record Answer(int Status, JsonElement Json, string? Type, HttpResponseHeaders Headers)
{
    /// <summary>The methods that it says are taken; null where it says nothing of them.</summary>
    public string? Allow { get; init; }

    public string Folio => Json.GetProperty("folio").GetString()!;

    public string[] Errors => [.. Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public static async Task<Answer> Of(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        return new((int)reply.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, reply.Content.Headers.ContentType?.MediaType, reply.Headers)
        {
            Allow = reply.Content.Headers.Allow.Count == 0 ? null : string.Join(", ", reply.Content.Headers.Allow),
        };
    }
}

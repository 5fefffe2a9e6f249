using System.Net;
using System.Net.Sockets;
using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Attachments;

/// <summary>Files in an S3-compatible store: what holds of the folder holds here.</summary>
public sealed class S3AttachmentTests : AttachmentTests
{
    protected override Task<Func<Settings, Settings>> Place() => S3Tests.Place();

    protected override Task<IReadOnlyList<string>> Contents(Settings settings) => S3Tests.Under(settings, $"attachments/{Soser}/");

    [Fact]
    public async Task What_the_data_folder_has_from_before_is_read_and_goes_over_by_itself()
    {
        var place = await Place();
        await using var folder = await Store.On(Engine.Sqlite);
        Attachment kept;
        await using (var scope = folder.In(Soser)) kept = (await Keep(scope, Guid.NewGuid(), ("a.jpg", Sample.Jpeg())))[0];
        var settings = place(folder.Settings);
        await using var services = Store.Services(settings, folder.Clock);
        await using var after = services.CreateScopeOf(Soser);

        var before = await after.Get<IAttachments>().PathOf(kept, default);
        Assert.Equal(0, await after.Get<AttachmentSweep>().Run(default));

        Assert.StartsWith(settings.InData("attachments", Soser), before, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(settings.InData("attachments"), "*", SearchOption.AllDirectories));
        Assert.Equal([kept.Hash], await Contents(settings));
        Assert.Equal(kept.Size, new FileInfo((await after.Get<IAttachments>().PathOf(kept, default))!).Length);
    }

    [Fact]
    public async Task What_is_not_what_its_hash_says_is_never_given_out()
    {
        await using var store = await Store.On(Engine.Sqlite, null, await Place());
        await using var scope = store.In(Soser);
        var kept = (await Keep(scope, Guid.NewGuid(), ("a.jpg", Sample.Jpeg())))[0];
        await S3Peer.Put(store.Settings.S3, $"{store.Settings.S3.Prefix}attachments/{Soser}/{kept.Hash[..2]}/{kept.Hash}", "another content");

        Assert.Null(await scope.Get<IAttachments>().PathOf(kept, default));
    }
}

/// <summary>Pieces in an S3-compatible store.</summary>
public sealed class S3UploadTests : UploadTests
{
    protected override Task<Func<Settings, Settings>> Place() => S3Tests.Place();

    protected override Task<IReadOnlyList<string>> Pieces(Settings settings) => S3Tests.Under(settings, $"uploads/{Soser}/");
}

/// <summary>Stores that do not serve: nothing is acknowledged, and who sent it, the operator and a supervisor program are told why.</summary>
public sealed class S3Tests
{
    private const string Soser = "cl-soser";

    public static async Task<Func<Settings, Settings>> Place()
    {
        var bucket = await (await S3Peer.Get()).Bucket();
        return settings => settings with { S3 = bucket };
    }

    public static async Task<IReadOnlyList<string>> Under(Settings settings, string beginning) =>
        [.. (await S3Peer.Keys(settings.S3)).Where(key => key.StartsWith(settings.S3.Prefix + beginning, StringComparison.Ordinal)).Select(key => key[(key.LastIndexOf('/') + 1)..])];

    [Fact]
    public async Task A_store_that_is_gone_is_said_and_nothing_is_acknowledged_until_it_is_back()
    {
        var peer = await S3Peer.Start();
        var bucket = await peer.Bucket();
        await using var server = await RunningServer.Start(Engine.Sqlite, settings => settings with { S3 = bucket with { TimeoutSeconds = 5 } });
        await SignedIn.Load(server, Soser);
        using var client = server.Client();
        Assert.Equal("ok\n", await client.GetStringAsync("/health/ready"));
        await using var scope = server.Services.CreateScopeOf(Soser);
        var before = (await Keep(scope))[0];

        await peer.DisposeAsync();

        var refused = await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope));
        Assert.Equal((AttachmentProblem.Unkept, true), (refused.Problem, refused.IsPassing));
        Assert.Contains("no se pudo guardar ahora", refused.Said.Spanish, StringComparison.Ordinal);
        Assert.Equal(1, await scope.Db().Set<AttachmentRow>().CountAsync());
        await Assert.ThrowsAsync<StoreAwayException>(() => scope.Get<IAttachments>().PathOf(before, default));
        await ReadySays(client, $"{bucket.Endpoint} (bucket {bucket.Bucket}) cannot be reached");
    }

    [Fact]
    public async Task A_missing_bucket_a_wrong_key_and_a_forged_one_are_told_apart()
    {
        var peer = await S3Peer.Get();
        var good = await peer.Bucket();

        await Says(good with { Bucket = "there-is-none" }, "there is no bucket there-is-none");
        await Says(good with { SecretKey = "forged" }, "S3:AccessKey");
        await Says(good with { AccessKey = "nobody" }, "S3:AccessKey");
        Assert.Empty(await S3Peer.Keys(good));
    }

    [Fact]
    public async Task A_slow_store_is_given_up_and_one_that_only_says_yes_is_found_out()
    {
        using var silent = new Stranger("");
        await Says(new() { Endpoint = silent.Address, Bucket = "b", AccessKey = "k", SecretKey = "s", TimeoutSeconds = 1 }, "did not answer in 1 s", "did not answer in 4 s");

        using var yes = new Stranger("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await Says(new() { Endpoint = yes.Address, Bucket = "b", AccessKey = "k", SecretKey = "s", TimeoutSeconds = 5 }, "is it an S3 store?");

        using var page = new Stranger("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>");
        await Says(new() { Endpoint = page.Address, Bucket = "b", AccessKey = "k", SecretKey = "s", TimeoutSeconds = 5 }, "the store of files");
    }

    [Fact]
    public async Task The_readers_copies_take_so_much_room_and_no_more()
    {
        using var folder = new TemporaryFolder();
        var clock = new TestClock(new(2026, 11, 2, 14, 0, 0, TimeSpan.Zero));
        var cache = new ContentCache(TestDatabase.Settings(folder.Path, ""), clock, most: 1000);
        var hashes = Enumerable.Range(0, 8).Select(n => AttachmentFolder.HashOf(Content(n))).ToList();
        for (var n = 0; n < hashes.Count; n++)
        {
            var content = Content(n);
            await cache.Fill(Soser, hashes[n], async to =>
            {
                await to.WriteAsync(content);
                return true;
            }, default);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(Directory.GetFiles(folder.File("attachment-cache"), "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length), 200, 1000);
        Assert.NotNull(cache.Find(Soser, hashes[^1]));
        Assert.Null(cache.Find(Soser, hashes[0]));
        cache.RemoveOld(clock.GetUtcNow());
        Assert.NotNull(cache.Find(Soser, hashes[^1])); // it was just asked for

        static byte[] Content(int n) => [.. Enumerable.Repeat((byte)n, 200)];
    }

    private static async Task Says(S3Settings s3, params string[] words)
    {
        await using var store = await Store.On(Engine.Sqlite, null, settings => settings with { S3 = s3 });
        await using var scope = store.In(Soser);

        Assert.Equal(AttachmentProblem.Unkept, (await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope))).Problem);
        Assert.False(await scope.Db().Set<AttachmentRow>().AnyAsync());
        var obstacle = await store.Provider.GetRequiredService<INeed>().Obstacle(default) ?? "";
        Assert.True(words.Any(word => obstacle.Contains(word, StringComparison.Ordinal)), obstacle);
        var away = await Assert.ThrowsAsync<StoreAwayException>(() => store.Provider.GetRequiredService<IContents>().Put(Soser, new byte[3], default));
        Assert.True(words.Any(word => away.Message.Contains(word, StringComparison.Ordinal)), away.Message);
    }

    private static async Task ReadySays(HttpClient client, string words)
    {
        for (var turn = 0; turn < 50; turn++)
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var said = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable && said.Contains(words, StringComparison.Ordinal)) return;

            await Task.Delay(100);
        }

        Assert.Fail($"never said '{words}'");
    }

    private static Task<IReadOnlyList<Attachment>> Keep(AsyncServiceScope scope) =>
        scope.Get<IAttachments>().Keep(One(), new(new CaseFiles(), Guid.NewGuid(), "api:1", "Sistema de prueba", IsPublic: true), default);

    private static async IAsyncEnumerable<NewFile> One()
    {
        await Task.Yield();
        yield return new("a.jpg", new MemoryStream(Sample.Jpeg()));
    }

    /// <summary>Something else behind the address: answers all the same, or nothing at all.</summary>
    private sealed class Stranger : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly byte[] answer;

        public Stranger(string answer)
        {
            this.answer = System.Text.Encoding.ASCII.GetBytes(answer);
            listener.Start();
            _ = Serve();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true) _ = Answer(await listener.AcceptTcpClientAsync());
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task Answer(TcpClient client)
        {
            using var one = client;
            try
            {
                var buffer = new byte[16 * 1024];
                while (await client.GetStream().ReadAsync(buffer) > 0)
                    if (answer.Length > 0)
                    {
                        await client.GetStream().WriteAsync(answer);
                        return;
                    }
            }
            catch (IOException)
            {
                // It gave up.
            }
        }
    }
}

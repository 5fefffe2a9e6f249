using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.Packs.Model;
using Atiende.Storage;
using Atiende.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Attachments;

public sealed class ClamdTests
{
    private static readonly byte[] Eicar = ClamdServer.Eicar;

    [Fact]
    public async Task What_the_daemon_finds_is_named_and_what_is_clean_passes()
    {
        using var peer = new Peer();
        var clamd = Of($"127.0.0.1:{peer.Port}");

        Assert.Null(await clamd.Find(Sample.Jpeg(), default));
        Assert.Equal("Eicar-Test-Signature", await clamd.Find(Eicar, default));
        Assert.Null(await clamd.Find(new byte[300_000], default));
        Assert.Equal([Sample.Jpeg().Length, Eicar.Length, 300_000], peer.Received);
    }

    [Fact]
    public async Task A_daemon_that_is_down_or_complains_is_said()
    {
        using var peer = new Peer { Answer = "INSTREAM size limit exceeded. ERROR" };

        Assert.Contains("size limit", (await Assert.ThrowsAsync<VirusScanDownException>(() => Of($"127.0.0.1:{peer.Port}").Find(Eicar, default))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<VirusScanDownException>(() => Of("/run/there-is-no-clamd.ctl").Find(Eicar, default));
        Assert.Null(await Of("").Find(Eicar, default));
    }

    [Fact]
    public async Task A_harmful_file_is_refused_and_none_is_taken_while_the_daemon_is_down()
    {
        var peer = new Peer { Answer = "stream: Eicar-Test-Signature FOUND" };
        await using var server = await RunningServer.Start(Engine.Sqlite, settings => settings with { Clamd = $"127.0.0.1:{peer.Port}" });
        await SignedIn.Load(server, "cl-soser");
        await using var scope = server.Services.CreateScopeOf("cl-soser");

        Assert.Equal(AttachmentProblem.Harmful, (await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope))).Problem);
        peer.Dispose();
        Assert.Equal(AttachmentProblem.Unchecked, (await Assert.ThrowsAsync<AttachmentRefusedException>(() => Keep(scope))).Problem);
    }

    private static Task Keep(AsyncServiceScope scope) => scope.Get<IAttachments>().Keep(Files(), new(new CaseFiles(), null, "api:1", "Prueba", IsPublic: true), default);

    private static async IAsyncEnumerable<NewFile> Files()
    {
        await Task.Yield();
        yield return new("foto.jpg", new MemoryStream(Sample.Jpeg()));
    }

    private static Clamd Of(string address) => new(new Settings { DataFolder = "/nowhere", PacksFolder = "/nowhere", Clamd = address });

    /// <summary>A daemon that speaks INSTREAM and knows one signature.</summary>
    private sealed class Peer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Peer()
        {
            listener.Start();
            _ = Serve();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public List<int> Received { get; } = [];

        /// <summary>What it always answers, where said.</summary>
        public string? Answer { get; init; }

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await using var stream = client.GetStream();
                    var command = new byte[10];
                    await stream.ReadExactlyAsync(command);
                    Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
                    var content = new MemoryStream();
                    var length = new byte[4];
                    while (true)
                    {
                        await stream.ReadExactlyAsync(length);
                        var count = BinaryPrimitives.ReadInt32BigEndian(length);
                        if (count == 0) break;

                        var piece = new byte[count];
                        await stream.ReadExactlyAsync(piece);
                        content.Write(piece);
                    }

                    Received.Add((int)content.Length);
                    var found = content.ToArray().AsSpan().IndexOf(Eicar) >= 0;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes((Answer ?? (found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK")) + "\0"));
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}

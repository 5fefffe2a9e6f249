using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Atiende.Sip.Transactions;
using Atiende.Sip.Transports;

namespace Atiende.Sip.Tests.Transports;

/// <summary>Real sockets on loopback.</summary>
public sealed class SocketTests
{
    [Theory]
    [InlineData(TransportKind.Udp, "127.0.0.1")]
    [InlineData(TransportKind.Tcp, "127.0.0.1")]
    [InlineData(TransportKind.Tls, "127.0.0.1")]
    [InlineData(TransportKind.Udp, "::1")]
    [InlineData(TransportKind.Tcp, "::1")]
    public async Task A_request_and_its_answer_travel(TransportKind kind, string address)
    {
        await using var server = new End(kind, address);
        await using var client = new End(kind, address);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Ask(server)));

        Assert.All(statuses, status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_connection_that_nobody_takes_is_told_at_once()
    {
        await using var client = new End(TransportKind.Tcp, "127.0.0.1");

        Assert.Equal(503, await client.Ask(new IPEndPoint(IPAddress.Loopback, 9)));
    }

    [Fact]
    public async Task One_connection_serves_for_all_that_goes_to_an_end_and_its_loss_is_told()
    {
        var server = new End(TransportKind.Tcp, "127.0.0.1");
        await using var client = new End(TransportKind.Tcp, "127.0.0.1");
        await client.Ask(server);
        await client.Ask(server);
        Assert.Single(server.From.Distinct());

        await server.DisposeAsync();

        Assert.NotNull(await client.Gone.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private sealed class End : ITransactionUser, IAsyncDisposable
    {
        private readonly SipTransports transports = new();
        private readonly TransactionLayer layer;
        private readonly TransportKind kind;

        public End(TransportKind kind, string address)
        {
            this.kind = kind;
            layer = new(transports, TimeProvider.System, SipChance.Secure) { User = this };
            transports.User = layer;
            var at = new IPEndPoint(IPAddress.Parse(address), 0);
            Local = kind switch { TransportKind.Udp => transports.OpenUdp(at), TransportKind.Tcp => transports.OpenTcp(at), _ => transports.OpenTcp(at, Tls()) };
        }

        public IPEndPoint Local { get; }

        public System.Collections.Concurrent.ConcurrentBag<long> From { get; } = [];

        public TaskCompletionSource<string> Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<int> Ask(End other) => Ask(other.Local);

        public async Task<int> Ask(IPEndPoint other)
        {
            var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var request = new SipRequest(SipMethod.Options, SipUri.At("a", other));
            request.Headers.Add(HeaderName.From, $"<sip:a@b.invalid>;tag={layer.Chance.Token(8)}");
            request.Headers.Add(HeaderName.To, "<sip:a@b.invalid>");
            request.Headers.Add(HeaderName.CallId, layer.Chance.Token(8));
            request.Headers.Add(HeaderName.CSeq, new CSeq(1, SipMethod.Options));
            layer.Send(request, layer.FlowTo(kind, other)!, response => answer.TrySetResult(response.Status), _ => answer.TrySetResult(503));
            return await answer.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        public void Requested(ServerTransaction transaction)
        {
            From.Add(transaction.From.Connection);
            transaction.Respond(200);
        }

        public void Acknowledged(SipRequest ack, Flow from)
        {
        }

        public void Strayed(SipResponse response, Flow from)
        {
        }

        public void Lost(Flow flow, string why) => Gone.TrySetResult(why);

        public async ValueTask DisposeAsync()
        {
            await transports.DisposeAsync();
            layer.Dispose();
        }

        private static TlsOptions Tls()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=atiende.invalid", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
            return new(new() { ServerCertificate = certificate }, new() { TargetHost = "atiende.invalid", RemoteCertificateValidationCallback = (_, seen, _, _) => seen?.GetCertHashString() is not null });
        }
    }
}

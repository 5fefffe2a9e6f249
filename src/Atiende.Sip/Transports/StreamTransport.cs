using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Atiende.Sip.Transports;

/// <summary>How TLS is spoken: with our certificate as a server, and what is asked of others' as a client (RFC 3261 §26.3, RFC 5922).</summary>
/// <param name="Server">For those who call; null where nobody may.</param>
/// <param name="Client">For those whom we call.</param>
public sealed record TlsOptions(SslServerAuthenticationOptions? Server, SslClientAuthenticationOptions Client);

/// <summary>TCP, or TLS over it (RFC 3261 §18): connections that came or were opened, used again for whatever goes to the same end.</summary>
public sealed class StreamTransport : IAsyncDisposable
{
    private readonly ITransportUser user;
    private readonly Socket listener;
    private readonly ConcurrentDictionary<long, StreamConnection> connections = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private long last;

    /// <summary>Listens from then on.</summary>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    public StreamTransport(IPEndPoint local, ITransportUser user, TlsOptions? tls = null)
    {
        (this.user, Tls) = (user, tls);
        listener = new(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(local);
        listener.Listen(512);
        Local = (IPEndPoint)listener.LocalEndPoint!;
        accepting = Task.Run(Accept);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Local { get; }

    /// <summary>TCP or TLS.</summary>
    public TransportKind Kind => Tls is null ? TransportKind.Tcp : TransportKind.Tls;

    /// <summary>The most connections at a time; further ones are closed as they come.</summary>
    public int MostConnections { get; init; } = 10_000;

    /// <summary>How much of a message is taken.</summary>
    public SipLimits Limits { get; init; } = SipLimits.Usual;

    /// <summary>How long a connection may take to be made, with its TLS.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections are open.</summary>
    public int Count => connections.Count;

    internal TlsOptions? Tls { get; }

    internal ITransportUser User => user;

    /// <summary>Sends on the flow's connection, else on one to the same end, else on a new one. What cannot be sent is told as lost.</summary>
    public void Send(Flow to, ReadOnlySpan<byte> bytes)
    {
        if (stop.IsCancellationRequested) return;

        if (!connections.TryGetValue(to.Connection, out var connection)) connection = To(to.Remote) ?? Open(to);
        connection.Send(bytes.ToArray());
    }

    /// <summary>The flow to an end: on the connection that there is, or on one that the first message opens.</summary>
    public Flow FlowTo(IPEndPoint remote) => To(remote)?.Flow ?? new(Kind, Local, remote);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        foreach (var connection in connections.Values) connection.Close();
        stop.Dispose();
    }

    internal void Closed(StreamConnection connection, string why)
    {
        if (!connections.TryRemove(connection.Flow.Connection, out _) || stop.IsCancellationRequested) return;

        _ = Task.Run(() => user.Lost(connection.Flow, why));
    }

    private StreamConnection? To(IPEndPoint remote) => connections.Values.FirstOrDefault(connection => connection.Flow.Remote.Equals(remote));

    private StreamConnection Open(Flow to)
    {
        var flow = to with { Connection = Interlocked.Increment(ref last) };
        var connection = new StreamConnection(this, flow, new Socket(to.Remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        connections[flow.Connection] = connection;
        connection.Connect(stop.Token);
        return connection;
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(stop.Token);
                if (connections.Count >= MostConnections)
                {
                    socket.Dispose();
                    continue;
                }

                var flow = new Flow(Kind, Local, (IPEndPoint)socket.RemoteEndPoint!) { Connection = Interlocked.Increment(ref last) };
                var connection = connections[flow.Connection] = new(this, flow, socket);
                connection.Serve(stop.Token);
            }
            catch (SocketException)
            {
                // Gone before it was taken.
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

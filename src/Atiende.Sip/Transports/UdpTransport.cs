using System.Net;
using System.Net.Sockets;

namespace Atiende.Sip.Transports;

/// <summary>Datagrams, one message each (RFC 3261 §18), over IPv4 or IPv6.</summary>
public sealed class UdpTransport : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly ITransportUser user;
    private readonly CancellationTokenSource stop = new();
    private readonly Task reading;

    /// <summary>Opens the port and reads from then on.</summary>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    public UdpTransport(IPEndPoint local, ITransportUser user)
    {
        this.user = user;
        socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // A burst of calls must not be lost between two reads.
        socket.ReceiveBufferSize = socket.SendBufferSize = 4 * 1024 * 1024;
        socket.Bind(local);
        Local = (IPEndPoint)socket.LocalEndPoint!;
        reading = Task.Run(Read);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Sends; what the system refuses at once is told as lost, from another thread.</summary>
    public void Send(Flow to, ReadOnlySpan<byte> bytes)
    {
        try
        {
            socket.SendTo(bytes, to.Remote);
        }
        catch (SocketException error)
        {
            _ = Task.Run(() => user.Lost(to, error.Message));
        }
        catch (ObjectDisposedException)
        {
            // Shut down: whoever waits for an answer is told by its timer.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        socket.Dispose();
        await reading;
        stop.Dispose();
    }

    private async Task Read()
    {
        var buffer = new byte[65_536];
        EndPoint any = new IPEndPoint(Local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, stop.Token);
                Take(buffer.AsSpan(0, received.ReceivedBytes), (IPEndPoint)received.RemoteEndPoint);
            }
            catch (SocketException)
            {
                // An ICMP error of an earlier datagram; the port goes on.
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> bytes, IPEndPoint from)
    {
        if (bytes.IndexOfAnyExcept((byte)'\r', (byte)'\n', (byte)0) < 0) return; // A keep-alive (RFC 5626 §3.5.1), or nothing.

        user.Arrived(bytes, new(TransportKind.Udp, Local, from));
    }
}

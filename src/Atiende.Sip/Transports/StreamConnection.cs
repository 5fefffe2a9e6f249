using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Atiende.Sip.Transports;

/// <summary>One connection: what is sent waits in a queue of limited length, what comes is cut into messages.</summary>
internal sealed class StreamConnection(StreamTransport owner, Flow flow, Socket socket)
{
    // Whoever does not read so many messages is not there any more.
    private readonly Channel<byte[]> sending = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1024) { SingleReader = true });

    public Flow Flow => flow;

    public void Send(byte[] bytes)
    {
        if (!sending.Writer.TryWrite(bytes)) Close();
    }

    public void Connect(CancellationToken stop) => _ = Task.Run(() => Run(async limited =>
    {
        await socket.ConnectAsync(flow.Remote, limited);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (owner.Tls is not { } tls) return stream;

        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(tls.Client, limited);
        return secure;
    }, stop), CancellationToken.None);

    public void Serve(CancellationToken stop) => _ = Task.Run(() => Run(async limited =>
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (owner.Tls is null) return stream;
        if (owner.Tls.Server is not { } server) throw new IOException("there is no certificate for those who call");

        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(server, limited);
        return secure;
    }, stop), CancellationToken.None);

    public void Close()
    {
        sending.Writer.TryComplete();
        socket.Dispose();
    }

    private async Task Run(Func<CancellationToken, Task<Stream>> open, CancellationToken stop)
    {
        var why = "closed by the peer";
        try
        {
            socket.NoDelay = true;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(owner.Patience);
            await using var stream = await open(limit.Token);
            var writing = Write(stream, stop);
            why = await Read(stream, stop) ?? why;
            sending.Writer.TryComplete();
            await writing;
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            why = error.Message;
        }
        finally
        {
            Close();
            owner.Closed(this, why);
        }
    }

    private async Task<string?> Read(Stream stream, CancellationToken stop)
    {
        var framer = new StreamFramer(owner.Limits);
        var buffer = new byte[16_384];
        while (await stream.ReadAsync(buffer, stop) is var count and > 0)
        {
            framer.Append(buffer.AsSpan(0, count));
            while (framer.Next() is { } message) owner.User.Arrived(message, flow);
            for (; framer.Pings > 0; framer.Pings--) Send("\r\n"u8.ToArray());
            if (framer.Fault is { } fault) return fault.ToString();
        }

        return null;
    }

    private async Task Write(Stream stream, CancellationToken stop)
    {
        try
        {
            await foreach (var bytes in sending.Reader.ReadAllAsync(stop)) await stream.WriteAsync(bytes, stop);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Close(); // The reader notices, and says it.
        }
    }
}

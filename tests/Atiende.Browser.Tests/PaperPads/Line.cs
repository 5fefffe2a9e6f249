using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Atiende.Browser.Tests.PaperPads;

/// <summary>The line between a browser and a server, which can be cut: then nothing comes through, of pages, scripts or workers.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource end = new();
    private readonly Task listening;
    private volatile bool cut;

    public Line(Uri server)
    {
        listener.Start();
        listening = Listen(server);
    }

    /// <summary>Where the browser finds the server. "localhost": only there a page without a certificate counts as secure.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys) client.Close();
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        Cut();
        await listening;
        end.Dispose();
    }

    private async Task Listen(Uri server)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                if (cut) client.Close();
                else _ = Carry(client, server);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It ends with the test.
        }
    }

    private async Task Carry(TcpClient client, Uri server)
    {
        using var far = new TcpClient();
        open[client] = open[far] = 0;
        try
        {
            await far.ConnectAsync(server.Host, server.Port, end.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(far.GetStream(), end.Token), far.GetStream().CopyToAsync(client.GetStream(), end.Token));
        }
        catch (Exception over) when (over is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // One of them hung up, or the line was cut.
        }
        finally
        {
            client.Close();
            open.TryRemove(client, out _);
            open.TryRemove(far, out _);
        }
    }
}

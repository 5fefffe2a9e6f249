using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Atiende.Tests.Mail;

/// <summary>A small mail relay on loopback that speaks SMTP (RFC 5321) and keeps what it accepts.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> accepted = [];
    private Task serving = Task.CompletedTask;

    public SmtpPeer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        serving = Serve();
    }

    public int Port { get; }

    /// <summary>The messages accepted, as they came.</summary>
    public IReadOnlyList<string> Accepted
    {
        get { lock (accepted) return [.. accepted]; }
    }

    /// <summary>What it answers to a recipient; 250 unless told otherwise.</summary>
    public string ToRecipient { get; set; } = "250 ok";

    /// <summary>What it answers to a whole message.</summary>
    public string ToData { get; set; } = "250 ok";

    /// <summary>Accepts the message and hangs up without saying so.</summary>
    public bool HangsUpAfterData { get; set; }

    /// <summary>Stops answering: the port is free again.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await Converse(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task Converse(TcpClient client)
    {
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 peer.invalid ready");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    Keep(await Data(reader));
                    if (HangsUpAfterData) return;

                    await writer.WriteLineAsync(ToData);
                }
                else
                {
                    await writer.WriteLineAsync(verb switch
                    {
                        "EHLO" => "250 peer.invalid",
                        "RCPT" => ToRecipient,
                        "QUIT" => "221 bye",
                        _ => "250 ok",
                    });
                }
            }
        }
        catch (IOException)
        {
            // The other side hung up.
        }
    }

    private void Keep(string message)
    {
        if (!ToData.StartsWith("250", StringComparison.Ordinal)) return;

        lock (accepted) accepted.Add(message);
    }

    private async Task<string> Data(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            message.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');

        return message.ToString();
    }
}

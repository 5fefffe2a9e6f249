using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Atiende.Hosting;

namespace Atiende.Attachments;

/// <summary>
/// ClamAV's daemon where the settings name one, by its INSTREAM command (clamd(8)): pieces with their length before them, an empty one last;
/// the answer is <c>stream: OK</c> or <c>stream: NAME FOUND</c>. Without a setting nothing is looked into.
/// </summary>
internal sealed class Clamd(Settings settings) : IVirusScan
{
    private const int Piece = 64 * 1024;
    private const int LongestAnswer = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool IsOn => settings.Clamd.Length > 0;

    public async Task<string?> Find(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (!IsOn) return null;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return Read(await Ask(content, patience.Token));
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new VirusScanDownException($"clamd at {settings.Clamd} did not answer within {Patience.TotalSeconds} s", late);
        }
        catch (Exception down) when (down is SocketException or IOException)
        {
            throw new VirusScanDownException($"clamd at {settings.Clamd}: {down.Message}", down);
        }
    }

    private async Task<string> Ask(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        using var socket = await Connect(cancel);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var length = new byte[sizeof(int)];
        for (var at = 0; at < content.Length; at += Piece)
        {
            var piece = content[at..Math.Min(at + Piece, content.Length)];
            BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
            await stream.WriteAsync(length, cancel);
            await stream.WriteAsync(piece, cancel);
        }

        await stream.WriteAsync(new byte[sizeof(int)], cancel);
        var answer = new byte[LongestAnswer];
        var read = 0;
        for (int count; read < answer.Length && (count = await stream.ReadAsync(answer.AsMemory(read), cancel)) > 0;) read += count;
        return Encoding.UTF8.GetString(answer, 0, read).TrimEnd('\0', '\n');
    }

    private async Task<Socket> Connect(CancellationToken cancel)
    {
        // The path of a socket, or host:port; the settings' reader lets nothing else through.
        var isPath = settings.Clamd.StartsWith('/');
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isPath) await socket.ConnectAsync(new UnixDomainSocketEndPoint(settings.Clamd), cancel);
            else await socket.ConnectAsync(settings.Clamd[..settings.Clamd.LastIndexOf(':')].Trim('[', ']'), int.Parse(settings.Clamd[(settings.Clamd.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture), cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string? Read(string answer)
    {
        const string Found = " FOUND";
        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer["stream: ".Length..] : answer;
        return said == "OK" ? null
            : said.EndsWith(Found, StringComparison.Ordinal) ? said[..^Found.Length]
            : throw new VirusScanDownException($"clamd answered: {answer}");
    }
}

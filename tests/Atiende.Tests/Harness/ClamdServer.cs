using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Atiende.Tests.Harness;

/// <summary>A real clamd on loopback, from Debian's clamav-daemon, with a database folder of its own that holds one signature: that of the EICAR test file.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/clamd";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder;
    private readonly Process process;
    private readonly StringWriter said = new();

    private ClamdServer(TemporaryFolder folder, Process process, int port)
    {
        (this.folder, this.process, Port) = (folder, process, port);
        process.OutputDataReceived += (_, line) => { lock (said) said.WriteLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { lock (said) said.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether this machine has it; the launcher's tests install it.</summary>
    public static bool IsThere => File.Exists(Program);

    /// <summary>The test file that every scanner knows, cut in two so that none takes this source for it.</summary>
    public static byte[] Eicar { get; } = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    public int Port { get; }

    /// <summary>As the settings name it.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Starts one, on a port where it was before or a free one.</summary>
    public static async Task<ClamdServer> Start(int? port = null)
    {
        var folder = new TemporaryFolder();
        var on = port ?? FreePort.Next();
        // Name, any kind of file, anywhere in it, the bytes (ClamAV's extended signatures).
        await File.WriteAllTextAsync(folder.File("eicar.ndb"), $"Eicar-Test-Signature:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        await File.WriteAllTextAsync(folder.File("clamd.conf"), $"""
            Foreground yes
            DatabaseDirectory {folder.Path}
            TemporaryDirectory {folder.Path}
            TCPSocket {on}
            TCPAddr 127.0.0.1
            StreamMaxLength 50M
            MaxThreads 2

            """);
        var start = new ProcessStartInfo(Program, ["--config-file", folder.File("clamd.conf")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new ClamdServer(folder, Process.Start(start)!, on);
        await server.WaitUntilReady();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private async Task WaitUntilReady()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port);
                await client.GetStream().WriteAsync("zPING\0"u8.ToArray());
                var pong = new byte[5];
                await client.GetStream().ReadExactlyAsync(pong);
                if (Encoding.ASCII.GetString(pong) == "PONG\0") return;
            }
            catch (Exception notYet) when (notYet is SocketException or IOException && !process.HasExited && clock.Elapsed < Patience)
            {
                // It reads its signatures.
            }
            catch (Exception down) when (down is SocketException or IOException)
            {
                lock (said) throw new InvalidOperationException($"clamd did not start: {said}", down);
            }
        }
    }
}

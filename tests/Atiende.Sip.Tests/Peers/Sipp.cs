using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Atiende.Sip.Tests.Peers;

/// <summary>SIPp (Debian's sip-tester) with a scenario of this folder, on loopback.</summary>
internal static class Sipp
{
    public static bool IsThere => File.Exists("/usr/bin/sipp");

    /// <summary>Calls an address; every call must go as the scenario says.</summary>
    public static Task<string> Call(string scenario, IPEndPoint to, int calls, params string[] more) => Run(scenario, calls, [to.ToString(), .. more, "-p", FreePort(to).ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits for calls at a port.</summary>
    public static Task<string> Wait(string scenario, int port, int calls, params string[] more) => Run(scenario, calls, [.. more, "-p", port.ToString(CultureInfo.InvariantCulture)]);

    public static int FreePort(IPEndPoint? like = null)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(like?.Address ?? IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<string> Run(string scenario, int calls, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("sipp");
        var start = new ProcessStartInfo("/usr/bin/sipp") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["TERM"] = "dumb";
        string[] common =
        [
            "-sf", Path.Combine(AppContext.BaseDirectory, "Peers", $"{scenario}.xml"), "-i", "127.0.0.1", "-mi", "127.0.0.1", "-mp", FreePort().ToString(CultureInfo.InvariantCulture),
            "-m", calls.ToString(CultureInfo.InvariantCulture), "-nostdin", "-timeout", "60s", "-timeout_error", "-trace_err",
        ];
        foreach (var argument in (string[])[.. arguments, .. common]) start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
            var said = string.Concat(Directory.GetFiles(folder.FullName, "*errors.log").Select(File.ReadAllText));
            var all = await output + await errors;
            Assert.True(process.ExitCode == 0, $"sipp {scenario} ended with {process.ExitCode}\n{said}\n{all[Math.Max(0, all.Length - 3000)..]}");
            return all;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            folder.Delete(recursive: true);
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Atiende.Hosting;

/// <summary>A program of this machine that is run for one piece of work.</summary>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">What it is told, each as it is; no shell reads them.</param>
/// <param name="Patience">How long it may take, and how much processor time where it is held to limits.</param>
public sealed record ChildStart(string Program, IReadOnlyList<string> Arguments, TimeSpan Patience)
{
    /// <summary>Most memory, in bytes; null where it is not held to any.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Largest file that it may write, in bytes; null where it is not held to any.</summary>
    public long? FileBytes { get; init; }

    /// <summary>Variables that it gets besides ours.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a child ended.</summary>
/// <param name="ExitCode">Its exit code; null where it took too long and was ended.</param>
/// <param name="Output">What it wrote to standard output, up to a limit.</param>
/// <param name="Said">What it wrote to standard error, up to a limit.</param>
public sealed record ChildEnd(int? ExitCode, string Output, string Said)
{
    /// <summary>Whether it took too long.</summary>
    public bool IsTimedOut => ExitCode is null;

    /// <summary>The last line of what it said.</summary>
    public string LastLine => Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing";
}

/// <summary>Runs programs as children: nothing of them outlives the call. Limits are kept by util-linux' prlimit, where it is installed.</summary>
public static class ChildProcess
{
    // What a program says beyond is read and thrown away: it must not fill our memory, nor wait for a reader.
    private const int SaidMost = 1024 * 1024;

    /// <summary>Path of an installed program by its name, or null. Asked each time, so that one installed later is found without a restart.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs it to its end, or ends it when its time is over.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the child was ended.</exception>
    public static async Task<ChildEnd> Run(ChildStart child, CancellationToken cancel)
    {
        using var process = Process.Start(Start(child)) ?? throw new InvalidOperationException($"{child.Program} did not start.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(child.Patience);
        try
        {
            process.StandardInput.Close();
            var said = Read(process.StandardError, patience.Token);
            var output = await Read(process.StandardOutput, patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, output, await said);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            return new(null, "", $"it took more than {child.Patience.TotalSeconds:0} s");
        }
    }

    private static ProcessStartInfo Start(ChildStart child)
    {
        var limits = Limits(child).ToList();
        var prlimit = limits.Count > 0 ? Find("prlimit") : null;
        var start = new ProcessStartInfo(prlimit ?? child.Program)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in prlimit is null ? child.Arguments : [.. limits, child.Program, .. child.Arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in child.Environment) start.Environment[name] = value;
        return start;
    }

    private static IEnumerable<string> Limits(ChildStart child)
    {
        if (child.MemoryBytes is { } memory) yield return string.Create(CultureInfo.InvariantCulture, $"--as={memory}");
        if (child.FileBytes is { } file) yield return string.Create(CultureInfo.InvariantCulture, $"--fsize={file}");
        if (child.MemoryBytes is not null || child.FileBytes is not null)
            yield return string.Create(CultureInfo.InvariantCulture, $"--cpu={(int)Math.Ceiling(child.Patience.TotalSeconds)}");
    }

    private static async Task<string> Read(StreamReader from, CancellationToken cancel)
    {
        var said = new System.Text.StringBuilder();
        var buffer = new char[8 * 1024];
        for (int count; (count = await from.ReadAsync(buffer, cancel)) > 0;)
            if (said.Length < SaidMost) said.Append(buffer, 0, Math.Min(count, SaidMost - said.Length));

        return said.ToString();
    }
}

using System.Diagnostics;

namespace Atiende.Attachments;

/// <summary>Small pictures by Debian's libvips-tools: a process of its own for each, with limits of memory, time and output.</summary>
internal sealed partial class Thumbnails(ThumbnailLimits limits, TimeProvider clock, ILogger<Thumbnails> log) : IDisposable
{
    private readonly SemaphoreSlim places = new(limits.AtOnce);

    /// <summary>Path of the program that makes them, or null where there is none.</summary>
    public string? Program => limits.Find("vipsthumbnail");

    /// <summary>The small picture's path; null where it cannot be made, and then it is asked for again the next time.</summary>
    public async Task<string?> Make(string from, string to, CancellationToken cancel)
    {
        if (File.Exists(to)) return to;
        if (Program is not { } program || !await places.WaitAsync(limits.Patience, cancel)) return null;

        try
        {
            if (File.Exists(to)) return to;

            var made = $"{to}.{Guid.CreateVersion7(clock.GetUtcNow()):N}.webp";
            var said = await Run(program, from, made, cancel);
            if (!File.Exists(made))
            {
                LogFailed(from, said);
                return null;
            }

            File.Move(made, to, overwrite: true);
            return to;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<string> Run(string program, string from, string to, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(limits.Find("prlimit") ?? program)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            // Only the loaders that are meant for what strangers send.
            Environment = { ["VIPS_BLOCK_UNTRUSTED"] = "1", ["VIPS_CONCURRENCY"] = "1", ["HOME"] = Path.GetTempPath() },
        };
        if (start.FileName != program)
            foreach (var limit in (string[])[$"--as={limits.MemoryBytes}", $"--cpu={(int)limits.Patience.TotalSeconds}", $"--fsize={limits.OutputBytes}", program])
                start.ArgumentList.Add(limit);
        foreach (var argument in (string[])[from, "--size", $"{limits.Side}x{limits.Side}>", "-o", $"{to}[Q=75,strip]"])
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limits.Patience);
        try
        {
            var said = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return await said;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            File.Delete(to);
            cancel.ThrowIfCancellationRequested();
            return $"it took more than {limits.Patience.TotalSeconds:0} s";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No small picture of {Path} could be made: {Said}")]
    private partial void LogFailed(string path, string said);
}

/// <summary>How much the making of small pictures may take.</summary>
/// <param name="Find">Path of an installed program by its name, or null.</param>
/// <param name="Side">Longest side, in pixels.</param>
/// <param name="AtOnce">How many are made at once.</param>
/// <param name="MemoryBytes">Most memory of one.</param>
/// <param name="OutputBytes">Largest file that one may write.</param>
/// <param name="Patience">How long one may take, and wait for its place.</param>
internal sealed record ThumbnailLimits(Func<string, string?> Find, int Side, int AtOnce, long MemoryBytes, long OutputBytes, TimeSpan Patience)
{
    public static ThumbnailLimits Default { get; } = new(OnPath, 320, 2, 1536L * 1024 * 1024, 4 * 1024 * 1024, TimeSpan.FromSeconds(10));

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}

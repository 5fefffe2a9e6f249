using Atiende.Hosting;

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
        var start = new ChildStart(program, [from, "--size", $"{limits.Side}x{limits.Side}>", "-o", $"{to}[Q=75,strip]"], limits.Patience)
        {
            MemoryBytes = limits.MemoryBytes,
            FileBytes = limits.OutputBytes,
            // Only the loaders that are meant for what strangers send.
            Environment = new Dictionary<string, string> { ["VIPS_BLOCK_UNTRUSTED"] = "1", ["VIPS_CONCURRENCY"] = "1", ["HOME"] = Path.GetTempPath() },
        };
        ChildEnd? end = null;
        try
        {
            end = await ChildProcess.Run(start, cancel);
            return end.Said;
        }
        finally
        {
            // What was ended half-way left half a picture.
            if (end is null or { IsTimedOut: true }) File.Delete(to);
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
    public static ThumbnailLimits Default { get; } = new(ChildProcess.Find, 320, 2, 1536L * 1024 * 1024, 4 * 1024 * 1024, TimeSpan.FromSeconds(10));
}

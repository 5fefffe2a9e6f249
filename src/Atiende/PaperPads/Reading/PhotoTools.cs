using Atiende.Hosting;

namespace Atiende.PaperPads.Reading;

/// <summary>
/// The programs that look at photographs, each a process of its own with limits: vips makes them upright and legible, zbarimg reads QR
/// codes, tesseract printed text. Whatever is not installed is left out.
/// </summary>
internal sealed class PhotoTools(PhotoLimits limits) : IDisposable
{
    /// <summary>Packages of Debian that bring them, by program.</summary>
    public static readonly IReadOnlyDictionary<string, string> Packages = new Dictionary<string, string>
    {
        ["vips"] = "libvips-tools",
        ["zbarimg"] = "zbar-tools",
        ["tesseract"] = $"tesseract-ocr {SpanishPackage}",
    };

    private const string SpanishPackage = "tesseract-ocr-spa";

    private readonly SemaphoreSlim places = new(limits.AtOnce);

    /// <summary>The packages that are missing.</summary>
    public IReadOnlyList<string> Missing => [.. Packages.Where(p => limits.Find(p.Key) is null).Select(p => p.Value), .. Has("tesseract") && !limits.HasSpanish() ? [SpanishPackage] : Array.Empty<string>()];

    /// <summary>The language in which tesseract reads: Spanish where it is installed, else the English that it brings.</summary>
    public string Language => limits.HasSpanish() ? "spa" : "eng";

    /// <summary>Whether a program is there.</summary>
    public bool Has(string program) => limits.Find(program) is not null;

    /// <summary>What a program wrote that reads files of ours; null where it is not installed, failed or took too long.</summary>
    public Task<string?> Run(string program, CancellationToken cancel, params IReadOnlyList<string> arguments) => Run(program, Own, arguments, cancel);

    /// <summary>The same for what a stranger sent: only the loaders that are meant for it.</summary>
    public Task<string?> RunOnStrange(string program, CancellationToken cancel, params IReadOnlyList<string> arguments) => Run(program, Strange, arguments, cancel);

    public void Dispose() => places.Dispose();

    // One thread each, for there are people to serve.
    private static readonly Dictionary<string, string> Own = new()
    {
        ["VIPS_CONCURRENCY"] = "1",
        ["OMP_THREAD_LIMIT"] = "1",
        ["HOME"] = Path.GetTempPath(),
    };

    private static readonly Dictionary<string, string> Strange = new(Own) { ["VIPS_BLOCK_UNTRUSTED"] = "1" };

    private async Task<string?> Run(string program, Dictionary<string, string> environment, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        if (limits.Find(program) is not { } path) return null;

        await places.WaitAsync(cancel);
        try
        {
            var end = await ChildProcess.Run(new(path, arguments, limits.Patience)
            {
                MemoryBytes = limits.MemoryBytes,
                FileBytes = limits.FileBytes,
                Environment = environment,
            }, cancel);
            return end.ExitCode == 0 ? end.Output : null;
        }
        finally
        {
            places.Release();
        }
    }
}

/// <summary>How much looking at photographs may take.</summary>
/// <param name="Find">Path of an installed program by its name, or null.</param>
/// <param name="AtOnce">How many run at once.</param>
/// <param name="MemoryBytes">Most memory of one.</param>
/// <param name="FileBytes">Largest file that one may write.</param>
/// <param name="Patience">How long one may take.</param>
internal sealed record PhotoLimits(Func<string, string?> Find, int AtOnce, long MemoryBytes, long FileBytes, TimeSpan Patience)
{
    /// <summary>Whether tesseract's Spanish is installed.</summary>
    public Func<bool> HasSpanish { get; init; } = () => Directory.Exists(TessData)
        && Directory.EnumerateDirectories(TessData).Any(version => File.Exists(Path.Combine(version, "tessdata", "spa.traineddata")));

    // Where Debian puts it.
    private const string TessData = "/usr/share/tesseract-ocr";

    public static PhotoLimits Default { get; } = new(ChildProcess.Find, 1, 2048L * 1024 * 1024, 256L * 1024 * 1024, TimeSpan.FromSeconds(60));
}

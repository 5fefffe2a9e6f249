using Atiende.Hosting;

namespace Atiende.Papers;

/// <summary>Prints by Debian's Chromium, one process a page, in a folder of its own that is gone afterwards.</summary>
internal sealed class ChromiumPrinter(ChromiumPrinterLimits limits) : IPrinter, IDisposable
{
    // The pages are ours, and their own policy lets no script run and nothing be fetched:
    // the sandbox, which root and containers cannot have, is not needed.
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--no-first-run", "--no-default-browser-check",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    ];

    private readonly SemaphoreSlim places = new(limits.AtOnce);

    public async Task<byte[]> Print(string html, CancellationToken cancel)
    {
        var program = limits.Find() ?? throw new PrinterException(PrinterProblem.Missing,
            "Chromium is not installed, so no PDF can be made: apt-get install chromium. The page can be printed from the browser.");
        if (!await places.WaitAsync(limits.Patience, cancel))
            throw new PrinterException(PrinterProblem.Busy, $"No place to print came free in {limits.Patience.TotalSeconds:0} s; try again.");

        try
        {
            return await Print(program, html, cancel);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<byte[]> Print(string program, string html, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("atiende-print-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancel);
            var end = await ChildProcess.Run(Start(program, folder.FullName, page, pdf), cancel);
            if (end.IsTimedOut) throw new PrinterException(PrinterProblem.TimedOut, $"Chromium did not print in {limits.Patience.TotalSeconds:0} s.");

            return File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, cancel)
                : throw new PrinterException(PrinterProblem.Failed, $"Chromium ended without a PDF: {end.LastLine}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private ChildStart Start(string program, string folder, string page, string pdf) =>
        new(program, [.. Arguments, $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri], limits.Patience)
        {
            Environment = new Dictionary<string, string> { ["HOME"] = folder },
        };
}

/// <summary>How much printing there may be.</summary>
/// <param name="Find">Path of Chromium, or null where there is none.</param>
/// <param name="AtOnce">How many print at once.</param>
/// <param name="Patience">How long one waits for its place, and how long a page may take.</param>
internal sealed record ChromiumPrinterLimits(Func<string?> Find, int AtOnce, TimeSpan Patience)
{
    // The names under which Debian and others install it.
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Two at once, half a minute each, the first Chromium on the path.</summary>
    public static ChromiumPrinterLimits Default { get; } = new(OnPath, 2, TimeSpan.FromSeconds(30));

    private static string? OnPath() => Names.Select(ChildProcess.Find).FirstOrDefault(path => path is not null);
}

namespace Atiende.Papers;

/// <summary>Makes a PDF of a page of HTML laid out by CSS paged media.</summary>
public interface IPrinter
{
    /// <summary>The page as PDF. It must bring its styles and pictures in itself: nothing is fetched and no script runs.</summary>
    /// <exception cref="PrinterException">It cannot be printed now: says why.</exception>
    Task<byte[]> Print(string html, CancellationToken cancel);
}

/// <summary>A printed page as the answer of an endpoint.</summary>
public static class PrinterAnswers
{
    /// <summary>The page as PDF, to be shown by the browser; where it cannot be printed now, why (503).</summary>
    public static async Task<IResult> Answer(this IPrinter printer, string html, string name, CancellationToken cancel)
    {
        try
        {
            return new PdfResult(await printer.Print(html, cancel), name);
        }
        catch (PrinterException none)
        {
            return Results.Problem(none.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "PDF");
        }
    }

    private sealed record PdfResult(byte[] Pdf, string Name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{Name}\"";
            return Results.Bytes(Pdf, "application/pdf").ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Why there is no PDF.</summary>
public enum PrinterProblem
{
    /// <summary>Chromium is not installed.</summary>
    Missing,

    /// <summary>Too many are printing; later it may go.</summary>
    Busy,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>Chromium ended without a PDF.</summary>
    Failed,
}

/// <summary>There is no PDF; the page itself is still there as HTML.</summary>
public sealed class PrinterException(PrinterProblem problem, string message) : Exception(message)
{
    /// <summary>What kind of problem.</summary>
    public PrinterProblem Problem { get; } = problem;
}

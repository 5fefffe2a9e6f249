using Atiende.Accounts;

namespace Atiende.Papers;

/// <summary>A document of the pack: <c>/papers/ID</c> as a page, <c>/papers/ID/pdf</c> to print; <c>?run=</c> fills it with what a run knows.</summary>
internal static class PaperRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var papers = routes.MapGroup("/papers").RequireAuthorization(Policies.CanWork);
        papers.MapGet("/{document}", async (string document, Guid? run, IPapers room, ICurrentMember member, HttpContext http, CancellationToken cancel) =>
            await Fill(room, document, run, member, cancel) is { } html ? Page(http, html) : Results.NotFound());
        papers.MapGet("/{document}/pdf", async (string document, Guid? run, IPapers room, ICurrentMember member, IPrinter printer, CancellationToken cancel) =>
            await Fill(room, document, run, member, cancel) is { } html
                ? await Pdf(printer, html, $"{document}.pdf", cancel) : Results.NotFound());
    }

    /// <summary>The page as it stands, under the policy that it brings itself.</summary>
    public static IResult Page(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = $"{PaperSheet.Policy}; frame-ancestors 'self'";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    /// <summary>The page as PDF, to be shown by the browser; where there is no printer, why.</summary>
    public static async Task<IResult> Pdf(IPrinter printer, string html, string name, CancellationToken cancel)
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

    private static async Task<string?> Fill(IPapers room, string document, Guid? run, ICurrentMember member, CancellationToken cancel) =>
        run is { } id ? await room.FillFromRun(document, id, member.Name, cancel) : room.Fill(document, _ => null, member.Name);

    private sealed record PdfResult(byte[] Pdf, string Name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentDisposition = $"inline; filename=\"{Name}\"";
            return Results.Bytes(Pdf, "application/pdf").ExecuteAsync(httpContext);
        }
    }
}

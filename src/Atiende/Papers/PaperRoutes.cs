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
                ? await printer.Answer(html, $"{document}.pdf", cancel) : Results.NotFound());
    }

    // The page as it stands, under the policy that it brings itself.
    private static IResult Page(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = $"{PaperSheet.Policy}; frame-ancestors 'self'";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    private static async Task<string?> Fill(IPapers room, string document, Guid? run, ICurrentMember member, CancellationToken cancel) =>
        run is { } id ? await room.FillFromRun(document, id, member.Id, member.Name, cancel) : room.Fill(document, _ => null, member.Name);
}

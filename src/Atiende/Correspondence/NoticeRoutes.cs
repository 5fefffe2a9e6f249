using Atiende.Accounts;
using Atiende.Cases;

namespace Atiende.Correspondence;

/// <summary>A notice's HTML with a case, alone on its page: as mail readers show it.</summary>
internal static class NoticeRoutes
{
    // As a mail reader has it: the letter's own styles and nothing else; shown in the page that previews it.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices/{notice}/html", async (string notice, string? folio, ICases cases, ICorrespondence correspondence, HttpContext http, CancellationToken cancel) =>
        {
            if (await cases.ByFolio(folio?.Trim() ?? "", cancel) is not { } id || await cases.Find(id, cancel) is null
                || await correspondence.Fill(notice, id, cancel) is not { } filled) return Results.NotFound();

            http.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Text(filled.Html, "text/html; charset=utf-8");
        }).RequireAuthorization(Policies.CanAdminister);
}

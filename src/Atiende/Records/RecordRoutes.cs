using Atiende.Accounts;
using Atiende.Records.Pages;

namespace Atiende.Records;

/// <summary>What the pages of records ask for besides themselves.</summary>
internal static class RecordRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/records/{system}/{record}/hits", Hits).RequireAuthorization(Policies.CanReview);

    // The list as one types; the address above follows, so that it can be kept and sent.
    private static IResult Hits(string system, string record, string? q, string? state, string? show, HttpContext http, RecordShelf shelf, ICurrentMember member)
    {
        if (shelf.Type(system, record, member.RoleIds) is not { } type) return Results.NotFound();

        var many = RecordHitsList.ShowOf(show);
        http.Response.Headers["HX-Replace-Url"] = RecordAddress.Of(type) + RecordAddress.Query(q, state, many);
        return Shell.Frame.Pages.Fragment<RecordHitsList>(new()
        {
            [nameof(RecordHitsList.Type)] = type,
            [nameof(RecordHitsList.Text)] = q,
            [nameof(RecordHitsList.State)] = state,
            [nameof(RecordHitsList.Show)] = many,
        });
    }
}

using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.Packs.Model;
using Atiende.Shell.Frame;
using Microsoft.AspNetCore.Authorization;

namespace Atiende.Exports;

/// <summary>Asking for a table, seeing how far it is, and taking it.</summary>
internal static class ExportRoutes
{
    private const int QueryLength = 4000;

    // A short table is ready before anybody would read a page about it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private static readonly Dictionary<ExportFormat, string> Types = new()
    {
        [ExportFormat.Xlsx] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [ExportFormat.Csv] = "text/csv; charset=utf-8",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Who may take what, the source says.
        routes.MapPost("/exports/take", Ask).RequireAuthorization(Policies.CanEnter);
        var one = routes.MapGroup("/exports/{id:guid}").RequireAuthorization(Policies.CanEnter);
        one.MapGet("/standing", (Guid id) => Pages.Fragment<ExportStanding>(new() { [nameof(ExportStanding.Id)] = id }));
        one.MapGet("/file", Fetch);
        one.MapPost("/drop", async (Guid id, IExports exports, ICurrentMember member, CancellationToken cancel) =>
        {
            await exports.Drop(id, member.Id, cancel);
            return Results.LocalRedirect("/exports");
        });
    }

    private static async Task<IResult> Ask(
        HttpContext http, IExports exports, IEnumerable<IExportSource> sources, IAuthorizationService authorization, ICurrentMember member, IUnitSight sight, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var query = form["query"].ToString().TrimStart('?');
        if (sources.FirstOrDefault(source => source.Id == form["source"]) is not { } source || query.Length > QueryLength
            || !Enum.TryParse<ExportFormat>(form["format"], ignoreCase: true, out var format) || !Enum.IsDefined(format)) return Results.BadRequest();
        if (!(await authorization.AuthorizeAsync(http.User, source.Policy)).Succeeded) return Results.StatusCode(StatusCodes.Status403Forbidden);

        var reader = new ExportReader(member.Id, sight.Units is { } units ? [.. units] : null, [.. member.Sees.Select(sees => $"{sees.Field}={sees.Value}")], SeesPersonal(member));
        var id = await exports.Begin(new(source.Id, query, format, Shell.Texts.Language, reader), cancel);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Look)
        {
            if ((await exports.Find(id, member.Id, cancel))?.State is ExportState.Done) return Results.LocalRedirect($"/exports/{id}/file");

            await Task.Delay(Look, cancel);
        }

        return Results.LocalRedirect($"/exports/{id}");
    }

    // A file leaves the house: whole personal data goes with who answers for the channel alone.
    private static bool SeesPersonal(ICurrentMember member) => member.Can(Ability.Administer) && member.Sees.Count == 0;

    private static async Task<IResult> Fetch(Guid id, HttpContext http, IExports exports, ICurrentMember member, CancellationToken cancel)
    {
        if (await exports.Find(id, member.Id, cancel) is not { } found || await exports.Fetch(id, member.Id, cancel) is not { } path) return Results.NotFound();

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(path, Types[found.Format], found.Name, enableRangeProcessing: true);
    }
}

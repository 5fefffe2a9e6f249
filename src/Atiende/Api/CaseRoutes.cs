using System.Text.Json;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Values;

namespace Atiende.Api;

/// <summary>Filing a case and reading it.</summary>
internal static class CaseRoutes
{
    // A description of many pages, and nothing that fills a memory.
    private const int LargestBody = 256 * 1024;

    internal const string KeyHeader = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotency-Replayed";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cases", File).For(ApiScopes.CasesWrite).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));
        api.MapGet("/cases/{folio}", Read).For(ApiScopes.CasesWrite, ApiScopes.CasesRead);
    }

    /// <summary>Where a case is.</summary>
    public static string UrlOf(HttpContext http, string folio) => $"/api/v1/{http.Request.RouteValues["organization"]}/cases/{Uri.EscapeDataString(folio)}";

    /// <summary>The case of a folio that this key may see, or null.</summary>
    public static async Task<Guid?> Seen(string folio, ApiCaller caller, IFiling filing, ICases cases, CancellationToken cancel) =>
        await filing.Find(folio, cancel) is { } filed
            ? filed.Origin == caller.Origin || caller.ReadsAll ? filed.Case : null
            : caller.ReadsAll ? await cases.ByFolio(folio, cancel) : null;

    private static async Task<IResult> File(HttpContext http, IFiling filing, ICases cases, ICaseRelations relations, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, new("El cuerpo va como application/json.", "The body goes as application/json."));
        if (filing.Type is not { Filing: { } rules } type)
            return ApiProblem.Of(StatusCodes.Status404NotFound, new("Esta organización no recibe requerimientos.", "This organisation takes no requests."));

        var names = CaseNames.Of(rules);
        CaseBody body;
        try
        {
            body = await CaseBody.Read(http.Request.Body, rules, names, cancel);
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, new($"El cuerpo no es JSON válido: {wrong.Message}", $"The body is no valid JSON: {wrong.Message}"));
        }

        if (body.Errors.Count > 0) return Refused(body.Errors);

        var caller = ApiCaller.Of(http);
        var key = http.Request.Headers[KeyHeader].ToString() is { Length: > 0 } given ? given : null;
        Filed filed;
        try
        {
            filed = await filing.File(new(body.Channel, body.Fields, caller.Origin, caller.Name, key), cancel);
        }
        catch (FilingRefusedException refused)
        {
            return Refused(refused.Problems.GroupBy(p => names.Path(p.Field), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(p => p.Said).ToArray(), StringComparer.Ordinal));
        }

        if (filed.Repeated) http.Response.Headers[ReplayedHeader] = "true";
        var answer = filed.Saved is { } saved
            ? new CaseAnswer(filed.Folio, saved.State, StateName(type, saved.State), Open: true, filed.At, saved.DueAt)
            : await OfRepeated(filed, cases, cancel);
        return Results.Created(UrlOf(http, filed.Folio), answer with { PossibleDuplicates = await Like(filed, caller, filing, relations, cancel) });
    }

    // Of others' cases a program learns nothing, not even that there are any.
    private static async Task<IReadOnlyList<string>> Like(Filed filed, ApiCaller caller, IFiling filing, ICaseRelations relations, CancellationToken cancel)
    {
        var own = new List<string>();
        foreach (var like in await relations.LikeCase(filed.Case, cancel))
            if ((await filing.Find(like.Folio, cancel))?.Origin == caller.Origin) own.Add(like.Folio);
        return own;
    }

    private static async Task<CaseAnswer> OfRepeated(Filed filed, ICases cases, CancellationToken cancel)
    {
        var one = (await cases.ForPerson(filed.Case, cancel))!;
        return new(one.Folio, one.State, one.StateName, one.Open, one.OpenedAt, one.DueAt);
    }

    private static async Task<IResult> Read(
        string folio, HttpContext http, IFiling filing, ICases cases, IAttachments attachments, ICorrespondence correspondence, IAudit audit, CancellationToken cancel)
    {
        var caller = ApiCaller.Of(http);
        if (filing.Type?.Filing is not { } rules || await Seen(folio, caller, filing, cases, cancel) is not { } id || await cases.ForPerson(id, cancel) is not { } one)
            return ApiProblem.NotFound(folio);

        await audit.Write(new(caller.Who, "case.read", $"case:{id}", one.Folio), cancel);
        var files = (await attachments.Of(id, cancel)).Where(a => a.IsPublic).Select(a => AttachmentAnswer.Of(a, UrlOf(http, one.Folio)));
        var asked = await correspondence.Asked(id, cancel);
        return Results.Ok(CaseWhole.Of(one, CaseNames.Of(rules), files) with { Asked = asked is null ? null : new(asked.At, asked.Text) });
    }

    private static IResult Refused(IReadOnlyDictionary<string, Bilingual[]> errors) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, new("Hay datos que faltan o no valen; nada se guardó.", "Something is missing or wrong; nothing was stored."), errors);

    private static string StateName(Packs.Model.CaseType type, string state) => type.States.FirstOrDefault(s => s.Id.Value == state)?.Name ?? state;
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atiende.Cases;
using Atiende.Correspondence;
using Atiende.Filing;
using Atiende.Reopening;
using Atiende.Storage;
using Atiende.Values;
using Microsoft.AspNetCore.Mvc;

namespace Atiende.Api;

/// <summary>What the person of a case adds through the office that filed it: the answer to what was asked, or something more.</summary>
internal static class CaseInformationRoutes
{
    private const int LargestBody = 64 * 1024;
    private const int TextMost = 4000;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/cases/{folio}/information", Add).For(ApiScopes.CasesWrite).WithMetadata(new RequestSizeLimitAttribute(LargestBody));

    private static async Task<IResult> Add(
        string folio, HttpContext http, IFiling filing, ICases cases, ICorrespondence correspondence, IReopening reopening, Db db, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, new("El cuerpo va como application/json.", "The body goes as application/json."));

        var caller = ApiCaller.Of(http);
        if (await CaseRoutes.Seen(folio, caller, filing, cases, cancel) is not { } id || await cases.ForPerson(id, cancel) is not { } one) return ApiProblem.NotFound(folio);

        string? text;
        try
        {
            var (said, wrong) = await Text(http.Request.Body, cancel);
            if (wrong is { } name) return Refused(name, said is null);

            text = said;
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, new($"El cuerpo no es JSON válido: {wrong.Message}", $"The body is no valid JSON: {wrong.Message}"));
        }

        if (!one.Open && await reopening.Term(id, cancel) is not { IsOver: false }) return ApiProblem.Of(StatusCodes.Status409Conflict, ReopenedOnce.TooLate(one.Folio));

        var key = KeyOf(caller, id, http.Request.Headers[CaseRoutes.KeyHeader].ToString());
        var late = await db.Write(async inner => await correspondence.Hear(new(id, LetterKind.FromPerson, LetterChannel.Api, caller.Name, text!, key, Incoming: null), inner)
            && await reopening.Reopen(new(id, text!, caller.Name, ByPerson: true, ByMail: false, $"{key}:again"), inner) is ReopenOutcome.TooLate or ReopenOutcome.Never, cancel);
        if (late) return ApiProblem.Of(StatusCodes.Status409Conflict, ReopenedOnce.TooLate(one.Folio));

        var now = (await cases.ForPerson(id, cancel))!;
        return Results.Json(new CaseStanding(now.Folio, now.State, now.StateName, now.Open, now.OpenedAt, now.DueAt), statusCode: StatusCodes.Status201Created);
    }

    // The text; else the name of what is wrong, with a text where that name is not known.
    private static async Task<(string? Text, string? Wrong)> Text(Stream body, CancellationToken cancel)
    {
        using var document = await JsonDocument.ParseAsync(body, new() { AllowDuplicateProperties = false, MaxDepth = 4 }, cancel);
        if (document.RootElement.ValueKind is not JsonValueKind.Object) return (null, "text");
        if (document.RootElement.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name != "text") is { } unknown) return ("", unknown);

        return document.RootElement.TryGetProperty("text", out var text) && text.ValueKind is JsonValueKind.String && text.GetString()!.Trim() is { Length: > 0 and <= TextMost } said
            ? (said, null) : (null, "text");
    }

    private static IResult Refused(string name, bool isKnown) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, new("Hay datos que faltan o no valen; nada se guardó.", "Something is missing or wrong; nothing was stored."),
        new Dictionary<string, Bilingual[]>(StringComparer.Ordinal)
        {
            [name] = [isKnown ? new($"Es un texto de 1 a {TextMost} caracteres.", $"It is a text of 1 to {TextMost} characters.") : new("No hay un dato con este nombre. Hay: text.", "There is no member of this name. There is: text.")],
        });

    // Without a key each sending is another; a key holds for its case.
    private static string KeyOf(ApiCaller caller, Guid id, string given) => given.Length == 0 ? $"{caller.Origin}:{RandomNumberGenerator.GetHexString(32, lowercase: true)}"
        : string.Create(CultureInfo.InvariantCulture, $"{caller.Origin}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id:N} {given}")).AsSpan(0, 16))}");
}

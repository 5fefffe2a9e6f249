using System.Runtime.CompilerServices;
using Atiende.Attachments;
using Atiende.Cases;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Packs.Model;
using Atiende.Values;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Atiende.Api;

/// <summary>Files of a case: several at once as multipart, all of them or none; and each as it is kept.</summary>
internal static class CaseFileRoutes
{
    private const long Megabyte = 1024 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cases/{folio}/attachments", Attach).For(ApiScopes.CasesWrite);
        api.MapGet("/cases/{folio}/attachments/{id:guid}", Download).For(ApiScopes.CasesWrite, ApiScopes.CasesRead);
    }

    private static async Task<IResult> Attach(string folio, HttpContext http, IFiling filing, ICases cases, IAttachments attachments, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, new("Los archivos van como multipart/form-data.", "Files go as multipart/form-data."));

        var caller = ApiCaller.Of(http);
        if (filing.Type is not { } filed || await CaseRoutes.Seen(folio, caller, filing, cases, cancel) is not { } id || await cases.ForPerson(id, cancel) is not { } one)
            return ApiProblem.NotFound(folio);
        if (!one.Open) return ApiProblem.Of(StatusCodes.Status409Conflict, new($"El caso {folio} está cerrado.", $"The case {folio} is closed."));

        Limit(http, filed.Files);
        try
        {
            var reader = new MultipartReader(boundary.ToString(), http.Request.Body);
            var kept = await attachments.Keep(Files(reader, cancel), new(filed.Files, id, caller.Origin, caller.Name, IsPublic: true), cancel);
            return kept.Count == 0
                ? ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, new("No vino ningún archivo.", "There came no file."))
                : Results.Json(new { Attachments = kept.Select(a => AttachmentAnswer.Of(a, CaseRoutes.UrlOf(http, one.Folio))) }, statusCode: StatusCodes.Status201Created);
        }
        catch (AttachmentRefusedException refused)
        {
            return Refused(refused);
        }
        catch (Exception wrong) when (wrong is InvalidDataException || (wrong is IOException and not BadHttpRequestException && wrong.Source == typeof(MultipartReader).Assembly.GetName().Name))
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, new("El cuerpo no es multipart/form-data completo.", "The body is no whole multipart/form-data."));
        }
    }

    private static async Task<IResult> Download(
        string folio, Guid id, HttpContext http, IFiling filing, ICases cases, IAttachments attachments, IAudit audit, CancellationToken cancel)
    {
        var caller = ApiCaller.Of(http);
        if (await CaseRoutes.Seen(folio, caller, filing, cases, cancel) is not { } of || await attachments.Find(id, cancel) is not { IsPublic: true } found
            || found.Case != of || await attachments.PathOf(found, cancel) is not { } path)
            return ApiProblem.NotFound(folio);

        await audit.Write(new(caller.Who, "attachment.read", $"attachment:{id}", $"case:{of}"), cancel);
        return Results.File(path, found.MediaType, found.Name, enableRangeProcessing: true);
    }

    // As many files as a case takes, and what stands between them.
    private static void Limit(HttpContext http, CaseFiles rules)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = (rules.Most * rules.LargestMegabytes + 1) * Megabyte;
    }

    private static async IAsyncEnumerable<NewFile> Files(MultipartReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
                yield return new((disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString().Trim('"'), section.Body);
    }

    private static IResult Refused(AttachmentRefusedException refused) => ApiProblem.Of(
        refused.Problem switch
        {
            AttachmentProblem.WrongKind => StatusCodes.Status415UnsupportedMediaType,
            AttachmentProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
            _ when refused.IsPassing => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        }, refused.Said, new Dictionary<string, Bilingual[]> { [refused.File] = [refused.Said] });
}

using System.Globalization;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Atiende.Attachments;

/// <summary>The way of sending in pieces, in the manner of tus: what a refusal says is text for the person.</summary>
internal sealed class UploadDoor(IUploads uploads) : IUploadDoor
{
    private static readonly Values.Bilingual Away = new("Por ahora no se puede guardar: se sigue donde quedó dentro de unos minutos.", "Nothing can be kept for now: it goes on from where it stood in a few minutes.");

    private const string Offset = "Upload-Offset";
    private const string Length = "Upload-Length";
    private const string Name = "Upload-Name";

    // One piece; the browser sends smaller ones.
    private const long LargestPiece = 8L * 1024 * 1024;

    public async Task<IResult> Serve(HttpContext http, Guid? id, UploadSender sender, CancellationToken cancel)
    {
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (id is null) return await Begin(http, sender, cancel);
            if (await uploads.Find(id.Value, sender.Origin, cancel) is not { } upload || upload.Case != sender.Case) return Results.NotFound();

            return http.Request.Method switch
            {
                "HEAD" or "GET" => At(http, upload, Results.NoContent()),
                "PATCH" => await Append(http, upload, cancel),
                "DELETE" => await Drop(upload, cancel),
                _ => await Finish(upload, sender, cancel),
            };
        }
        catch (UploadRefusedException refused)
        {
            if (id is { } of && await uploads.Find(of, sender.Origin, cancel) is { } now) At(http, now, Results.NoContent());
            return Said(refused.Said, refused.Problem switch
            {
                UploadProblem.TooLarge => StatusCodes.Status413PayloadTooLarge,
                UploadProblem.TooMany => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status409Conflict,
            });
        }
        catch (IOException away) when (StorageFaults.Of(away) is not null)
        {
            return Said(Away, StatusCodes.Status503ServiceUnavailable);
        }
        catch (AttachmentRefusedException refused)
        {
            return Said(refused.Said, refused.IsPassing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private async Task<IResult> Begin(HttpContext http, UploadSender sender, CancellationToken cancel)
    {
        if (!long.TryParse(http.Request.Headers[Length], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return Results.BadRequest();

        var begun = await uploads.Begin(new(Uri.UnescapeDataString(http.Request.Headers[Name].ToString()), size, sender.Case, sender.Origin, sender.IsPublic, sender.Rules), cancel);
        return At(http, begun, Results.Created($"{LocalUrl.PathOf(http)}/{begun.Id}", null));
    }

    private async Task<IResult> Append(HttpContext http, Upload upload, CancellationToken cancel)
    {
        if (!long.TryParse(http.Request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return Results.BadRequest();
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestPiece;

        return At(http, await uploads.Append(upload, offset, http.Request.Body, cancel), Results.NoContent());
    }

    private async Task<IResult> Finish(Upload upload, UploadSender sender, CancellationToken cancel)
    {
        var kept = await uploads.Finish(upload, sender.Rules, sender.By, cancel);
        return Results.Json(new { id = kept.Id, name = kept.Name, size = kept.Size });
    }

    private async Task<IResult> Drop(Upload upload, CancellationToken cancel)
    {
        await uploads.Drop(upload, cancel);
        return Results.NoContent();
    }

    private static IResult At(HttpContext http, Upload upload, IResult result)
    {
        http.Response.Headers[Offset] = upload.Offset.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[Length] = upload.Size.ToString(CultureInfo.InvariantCulture);
        return result;
    }

    private static IResult Said(Values.Bilingual said, int status) => Results.Text(said.In(Texts.Language), statusCode: status);
}

using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Fabric;
using Microsoft.Net.Http.Headers;

namespace Atiende.Attachments;

/// <summary>A case's file, and its small picture, for who may read the case.</summary>
internal static class AttachmentRoutes
{
    // What a stranger sent runs nothing, asks for nothing and is framed by nobody.
    private const string Policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var attachment = routes.MapGroup("/attachments/{id:guid}").RequireAuthorization(Policies.CanReview);
        attachment.MapGet("", Content);
        attachment.MapGet("/thumbnail", Thumbnail);
    }

    private static async Task<IResult> Content(
        Guid id, IAttachments attachments, ICases cases, IAudit audit, ICurrentMember member, HttpContext http, CancellationToken cancel)
    {
        if (await Readable(id, attachments, cases, cancel) is not { } found || await attachments.PathOf(found, cancel) is not { } path) return Results.NotFound();

        await audit.Write(new(member.Id, "attachment.read", $"attachment:{id}", $"case:{found.Case}"), cancel);
        return Send(http, found, path, found.MediaType);
    }

    // It is part of the case's page, whose reading is written down already.
    private static async Task<IResult> Thumbnail(Guid id, IAttachments attachments, ICases cases, HttpContext http, CancellationToken cancel) =>
        await Readable(id, attachments, cases, cancel) is { } found && await attachments.ThumbnailOf(found, cancel) is { } path
            ? Send(http, found, path, "image/webp") : Results.NotFound();

    /// <summary>Sends a file so that no browser takes it for anything else.</summary>
    public static IResult Send(HttpContext http, Attachment attachment, string path, string mediaType)
    {
        // A picture is looked at; anything else is saved.
        var disposition = new ContentDispositionHeaderValue(attachment.IsPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(path, mediaType, enableRangeProcessing: true);
    }

    private static async Task<Attachment?> Readable(Guid id, IAttachments attachments, ICases cases, CancellationToken cancel) =>
        await attachments.Find(id, cancel) is { Case: { } ofCase } found && await cases.Find(ofCase, cancel) is not null ? found : null;
}

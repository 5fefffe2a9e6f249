using Atiende.Accounts;
using Atiende.Attachments;
using Atiende.Cases.Pages;
using Atiende.Cases.Pages.Files;
using Atiende.Fabric;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Microsoft.AspNetCore.Mvc;

namespace Atiende.Cases;

/// <summary>What the staff does with the files of a case from its page.</summary>
internal static class CaseFileRoutes
{
    /// <summary>Where the page finds why a file was not taken, in both languages.</summary>
    public const string Refused = "cases.files.refused";

    // Without a script all of them come at once.
    private const long LargestBody = 110L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/cases/{id:guid}").RequireAuthorization(Policies.CanWork);
        one.MapGet("/files", List);
        one.MapPost("/files", Add).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        one.MapPost("/files/{file:guid}/remove", Remove);
        one.MapPost("/files/{file:guid}/restore", Restore);
        one.MapPost("/files/{file:guid}/mark", Mark);
        one.MapPost("/uploads", Upload);
        one.MapMethods("/uploads/{upload:guid}", ["HEAD", "GET", "PATCH", "POST", "DELETE"], Upload);
    }

    private static async Task<IResult> List(Guid id, ICases cases, CancellationToken cancel) =>
        await cases.Find(id, cancel) is null ? Results.NotFound()
            : Shell.Frame.Pages.Fragment<CaseFileList>(new() { [nameof(CaseFileList.Id)] = id, [nameof(CaseFileList.CanChange)] = true });

    private static async Task<IResult> Add(
        Guid id, HttpContext http, ICases cases, IAttachments attachments, IOrganizations organizations, ICaseHistory history, ICurrentMember member, CancellationToken cancel)
    {
        if (await cases.Find(id, cancel) is not { } found || RulesOf(found.Summary.Type, organizations) is not { } rules) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        try
        {
            var kept = await attachments.Keep(Streams([.. form.Files.Where(f => f.Length > 0)]), new(rules, id, Origin(member), member.Name, form["public"] == "true"), cancel);
            foreach (var file in kept) await Say(id, file, history, member, cancel);
            return Results.LocalRedirect($"/cases/{id}#files");
        }
        catch (AttachmentRefusedException refused)
        {
            http.Items[Refused] = refused.Said;
            return Shell.Frame.Pages.Show<CaseDetailsPage>(new() { [nameof(CaseDetailsPage.Id)] = id }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task<IResult> Remove(Guid id, Guid file, HttpContext http, ICases cases, ICaseFiles files, IAudit audit, ICurrentMember member, CancellationToken cancel) =>
        Change(id, cases, async form =>
        {
            if (form["why"].ToString().Trim() is not { Length: > 0 } why || !await files.Remove(id, file, why, member.Name, cancel)) return "#files";

            await audit.Write(new(member.Id, "attachment.remove", $"attachment:{file}", $"case:{id} {why}"), cancel);
            return "?removed=1#files";
        }, http, cancel);

    private static Task<IResult> Restore(Guid id, Guid file, HttpContext http, ICases cases, ICaseFiles files, IAudit audit, ICurrentMember member, CancellationToken cancel) =>
        Change(id, cases, async _ =>
        {
            if (await files.Restore(id, file, member.Name, cancel)) await audit.Write(new(member.Id, "attachment.restore", $"attachment:{file}", $"case:{id}"), cancel);
            return "#files";
        }, http, cancel);

    private static Task<IResult> Mark(Guid id, Guid file, HttpContext http, ICases cases, ICaseFiles files, ICurrentMember member, CancellationToken cancel) =>
        Change(id, cases, async form =>
        {
            await files.Mark(id, file, form["public"] == "true", member.Name, cancel);
            return "#files";
        }, http, cancel);

    private static async Task<IResult> Change(Guid id, ICases cases, Func<IFormCollection, Task<string>> change, HttpContext http, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        return await cases.Find(id, cancel) is null ? Results.NotFound() : Results.LocalRedirect($"/cases/{id}{await change(form)}");
    }

    private static async Task<IResult> Upload(
        Guid id, Guid? upload, HttpContext http, ICaseSight sight, IUploadDoor door, IUploads uploads, ICaseHistory history, IAttachments attachments,
        IOrganizations organizations, ICurrentMember member, CancellationToken cancel)
    {
        if (await sight.TypeSeen(id, cancel) is not { } type || RulesOf(type, organizations) is not { } rules) return Results.NotFound();

        var finishes = upload is { } which && HttpMethods.IsPost(http.Request.Method) && await uploads.Find(which, Origin(member), cancel) is { Attachment: null };
        var answer = await door.Serve(http, upload, new(Origin(member), member.Name, id, rules, http.Request.Headers["Upload-Public"] == "true"), cancel);
        if (finishes && await uploads.Find(upload!.Value, Origin(member), cancel) is { Attachment: { } kept } && await attachments.Find(kept, cancel) is { } file)
            await Say(id, file, history, member, cancel);
        return answer;
    }

    private static Task Say(Guid id, Attachment file, ICaseHistory history, ICurrentMember member, CancellationToken cancel) =>
        history.Say(id, new($"Se adjunta «{file.Name}»", $"\"{file.Name}\" is attached"), member.Name, cancel);

    private static CaseFiles? RulesOf(string type, IOrganizations organizations) =>
        organizations.Current.Pack.Cases.FirstOrDefault(known => known.Id.Value == type)?.Files;

    private static string Origin(ICurrentMember member) => $"staff:{member.Id}";

    private static async IAsyncEnumerable<NewFile> Streams(IReadOnlyList<IFormFile> files)
    {
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            yield return new(file.FileName, content);
        }
    }
}

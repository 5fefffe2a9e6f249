using Atiende.Accounts;
using Atiende.Attachments;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Organizations;
using Atiende.PaperPads.Pages;
using Atiende.PaperPads.Reading;
using Atiende.Records;
using Atiende.Values;

namespace Atiende.PaperPads;

/// <summary>What is done at the digitising desk, and the photographs that it shows.</summary>
internal static class DeskRoutes
{
    private const string Desk = "/paper/desk";

    // What a stranger sent runs nothing, asks for nothing and is framed by nobody.
    private const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var paper = routes.MapGroup("/paper").RequireAuthorization(Policies.CanManage);
        paper.MapPost("/desk/{photo:guid}", Post);
        paper.MapGet("/photos/{photo:guid}", Original);
        paper.MapGet("/photos/{photo:guid}/legible", Legible);
    }

    private static async Task<IResult> Post(
        Guid photo, HttpContext http, PaperRights rights, SheetDesk desk, IOrganizations organizations, ICurrentMember member, TimeProvider clock, CancellationToken cancel)
    {
        if (!rights.MayEnter) return Results.Forbid();

        var posted = await http.Request.ReadFormAsync(cancel);
        var form = SheetForm.Read(posted, organizations.Current, clock.GetUtcNow());
        var (what, reason) = (posted["do"].ToString(), posted["reason"].ToString().Trim());
        if (reason.Length > PaperTables.ReasonLength) reason = reason[..PaperTables.ReasonLength];
        try
        {
            switch (what)
            {
                case "skip":
                    await desk.Skip(photo, reason.Length > 0 ? reason : null, member.Id, cancel);
                    return Results.LocalRedirect($"{Desk}?done=skip");
                case "illegible" or "void" when reason.Length == 0:
                    return Show(photo, form, new("Diga por qué.", "Say why."));
                case "illegible":
                    await desk.Illegible(photo, reason, member.Id, cancel);
                    return Results.LocalRedirect($"{Desk}?done=illegible");
                case "void":
                    await desk.Void(photo, SheetDesk.FolioOf(form.FolioTyped), reason, member.Id, cancel);
                    return Results.LocalRedirect($"{Desk}?done=void");
                default:
                    if (form.Problems.Count > 0) return Show(photo, form, null);
                    var filed = await desk.Enter(photo, form, member.Id, cancel);
                    return Results.LocalRedirect($"{Desk}?done=entered&case={Uri.EscapeDataString(filed.Folio)}");
            }
        }
        catch (FilingRefusedException refused)
        {
            foreach (var problem in refused.Problems) form.Add(problem.Field, problem.Said);
            return Show(photo, form, form.Problems.GetValueOrDefault(""));
        }
        catch (PaperRefusedException refused)
        {
            return Show(photo, form, refused.Said);
        }
        catch (RecordRefusedException refused)
        {
            return Show(photo, form, refused.Said);
        }
        catch (AttachmentRefusedException refused)
        {
            return Show(photo, form, refused.Said);
        }
    }

    private static IResult Show(Guid photo, SheetForm form, Bilingual? said) => Shell.Frame.Pages.ShowWide<DeskPage>(
        new() { [nameof(DeskPage.Photo)] = photo, [nameof(DeskPage.Form)] = form, [nameof(DeskPage.Said)] = said }, StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Original(
        Guid photo, PaperQueue queue, PaperRights rights, IAttachments attachments, IAudit audit, ICurrentMember member, HttpContext http, CancellationToken cancel)
    {
        if (await Seen(photo, queue, rights, cancel) is not { } found || await attachments.Find(found.AttachmentId, cancel) is not { } file || await attachments.PathOf(file, cancel) is not { } path)
            return Results.NotFound();

        await audit.Write(new(member.Id, "paper.photo.read", $"paper-photo:{photo}", ""), cancel);
        return Send(http, path, file.MediaType);
    }

    private static async Task<IResult> Legible(
        Guid photo, PaperQueue queue, PaperRights rights, PhotoReader reader, IAudit audit, ICurrentMember member, HttpContext http, CancellationToken cancel)
    {
        if (await Seen(photo, queue, rights, cancel) is not { } found) return Results.NotFound();

        var path = reader.LegibleOf(found.Hash);
        if (!File.Exists(path)) return Results.NotFound();

        await audit.Write(new(member.Id, "paper.photo.read", $"paper-photo:{photo}", ""), cancel);
        return Send(http, path, "image/webp");
    }

    private static async Task<PaperPhoto?> Seen(Guid photo, PaperQueue queue, PaperRights rights, CancellationToken cancel) =>
        rights.MayEnter || rights.MayIssue ? await queue.Find(photo, cancel) : null;

    private static IResult Send(HttpContext http, string path, string mediaType)
    {
        http.Response.Headers.ContentSecurityPolicy = FilePolicy;
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(path, mediaType);
    }
}

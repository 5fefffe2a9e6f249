using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.Portal.Pages;
using Atiende.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Atiende.Portal;

/// <summary>Filing a request and following one's own.</summary>
internal static class PortalRequestRoutes
{
    // Ten photographs of ten megabytes, and the form's own words.
    private const long LargestBody = 110L * 1024 * 1024;

    // What a stranger sent runs nothing, asks for nothing and is framed by nobody.
    private const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder own)
    {
        own.MapGet("/requests", () => PortalPages.Show<RequestsPage>());
        own.MapGet("/requests/new", (PortalRequests requests) => Show(new PortalDraft { Key = requests.NewKey() }));
        own.MapPost("/requests/new", File).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        own.MapGet("/requests/{folio}", Read);
        own.MapPost("/requests/{folio}/more", Add).WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        own.MapPost("/requests/{folio}/opinion", Judge);
        own.MapPost("/uploads", Upload);
        own.MapMethods("/uploads/{upload:guid}", ["HEAD", "PATCH", "POST", "DELETE"], Upload);
        own.MapGet("/requests/{folio}/files/{id:guid}", ReadFile);
    }

    private static async Task<IResult> File(
        HttpContext context, PortalHere here, PortalRequests requests, TimeProvider clock, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        var person = await here.Person(cancel);
        var draft = new PortalDraft
        {
            Form = PortalForm.Read(posted, [.. requests.Fields.Where(f => !requests.IsPlace(f))], here.Organization, clock.GetUtcNow()),
            Key = posted["key"].ToString() is { Length: 32 } key ? key : requests.NewKey(),
            Looked = posted["place"].ToString(),
            Chosen = requests.Place is { } place ? posted[place.By.Value].ToString() : "",
        };
        draft.Kept.AddRange(posted["kept"].Select(Kept).OfType<KeptFile>());
        await requests.Keep(draft, [.. posted.Files.GetFiles("files").Where(f => f.Length > 0 || f.FileName.Length > 0)], person.Id, cancel);
        if (posted["do"] == "find")
        {
            draft.Form.Problems.Clear();
            draft.Chosen = "";
            await requests.Look(draft, cancel);
            return Show(draft);
        }

        await requests.Choose(draft, cancel);
        if (draft.Form.Problems.Count == 0 && posted["do"] != "anyway" && await requests.LooksAsked(draft, person, cancel))
        {
            draft.Looked = draft.Chosen;
            await requests.Look(draft, cancel);
            return Show(draft);
        }

        if (draft.Form.Problems.Count == 0 && await requests.File(draft, person, cancel) is { } filed)
            return Results.LocalRedirect(here.Path($"requests/{filed.Folio}?done=filed"));

        if (draft.Chosen.Length > 0)
        {
            draft.Looked = draft.Chosen;
            await requests.Look(draft, cancel);
        }

        if (draft.ComeBack is not { } until) return Show(draft, StatusCodes.Status422UnprocessableEntity);

        CallerNetwork.ComeBack(context, until, clock.GetUtcNow());
        return Show(draft, StatusCodes.Status429TooManyRequests);
    }

    // Files come before the request that they go with: it binds them.
    private static async Task<IResult> Upload(Guid? upload, HttpContext context, PortalHere here, PortalRequests requests, Floods floods, IUploadDoor door, TimeProvider clock, CancellationToken cancel)
    {
        var person = here.PersonId!.Value;
        if (upload is null && await floods.Count(FloodLimit.Files, person.ToString(), cancel) is { } until)
        {
            CallerNetwork.ComeBack(context, until, clock.GetUtcNow());
            return Results.Text(requests.ManyFiles(until).In(Texts.Language), statusCode: StatusCodes.Status429TooManyRequests);
        }

        return await door.Serve(context, upload, new(PortalHere.Origin(person), here.Portal.Name, null, requests.Type.Files, IsPublic: true), cancel);
    }

    private static async Task<IResult> Read(string folio, PortalHere here, PortalFollowing following, Texts texts, CancellationToken cancel) =>
        await following.Find(folio, here.PersonId!.Value, cancel) is { } one ? await ShowOne(one, following, cancel) : NotThere(texts);

    private static async Task<IResult> Add(
        string folio, HttpContext context, PortalHere here, PortalFollowing following, Texts texts, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        if (await following.Find(folio, here.PersonId!.Value, cancel) is not { } one) return NotThere(texts);

        var wrong = await following.Add(one, await here.Person(cancel), posted["text"].ToString(),
            [.. posted.Files.GetFiles("files").Where(f => f.Length > 0)], posted["key"].ToString() is { Length: > 0 and <= 40 } key ? key : one.Folio, cancel);
        return wrong is null ? Results.LocalRedirect(here.Path($"requests/{folio}?done={(one.Open ? "added" : "reopened")}"))
            : await ShowOne(one, following, cancel, wrong.In(Texts.Language), posted["text"].ToString(), StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Judge(
        string folio, HttpContext context, PortalHere here, PortalFollowing following, Texts texts, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        if (await following.Find(folio, here.PersonId!.Value, cancel) is not { } one) return NotThere(texts);

        var kept = await following.Judge(one, await here.Person(cancel), posted["answer"].ToString(), posted["comment"].ToString(), cancel);
        return Results.LocalRedirect(here.Path($"requests/{folio}{(kept ? "?done=judged" : "#opinion")}"));
    }

    private static async Task<IResult> ReadFile(
        string folio, Guid id, HttpContext context, PortalHere here, PortalFollowing following, IAttachments attachments, Texts texts, CancellationToken cancel)
    {
        if (await following.Find(folio, here.PersonId!.Value, cancel) is not { } one
            || (await following.Files(one.Id, cancel)).FirstOrDefault(f => f.Id == id) is not { } file || await attachments.PathOf(file, cancel) is not { } path) return NotThere(texts);

        var disposition = new ContentDispositionHeaderValue(file.IsPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.ContentSecurityPolicy = FilePolicy;
        return Results.File(path, file.MediaType, enableRangeProcessing: true);
    }

    private static IResult Show(PortalDraft draft, int status = StatusCodes.Status200OK) =>
        PortalPages.Show<NewRequestPage>(new() { [nameof(NewRequestPage.Draft)] = draft }, status);

    private static async Task<IResult> ShowOne(
        Cases.CaseForPerson one, PortalFollowing following, CancellationToken cancel, string? wrong = null, string typed = "", int status = StatusCodes.Status200OK)
    {
        var opinion = await following.Opinion(one.Id, cancel);
        return PortalPages.Show<RequestPage>(new()
        {
            [nameof(RequestPage.One)] = one,
            [nameof(RequestPage.Files)] = await following.Files(one.Id, cancel),
            [nameof(RequestPage.Asked)] = one.Open ? await following.Asked(one.Id, cancel) : null,
            [nameof(RequestPage.Term)] = await following.Term(one.Id, cancel),
            [nameof(RequestPage.Opinion)] = opinion?.Answer,
            [nameof(RequestPage.Comment)] = opinion?.Comment,
            [nameof(RequestPage.Wrong)] = wrong,
            [nameof(RequestPage.Typed)] = typed,
        }, status);
    }

    private static IResult NotThere(Texts texts) => PortalPages.Show<MessagePage>(new()
    {
        [nameof(MessagePage.Title)] = texts["portal.request.none.title"],
        [nameof(MessagePage.Said)] = texts["portal.request.none.said"],
        [nameof(MessagePage.Next)] = "requests",
        [nameof(MessagePage.NextName)] = texts["portal.requests"],
    }, StatusCodes.Status404NotFound);

    // "id/name", as the form says it.
    private static KeptFile? Kept(string? said) =>
        said?.Split('/', 2) is [var id, var name] && Guid.TryParse(id, out var known) ? new(known, name) : null;
}

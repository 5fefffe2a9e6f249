using System.Text;
using Atiende.Accounts;
using Atiende.Attachments;
using Atiende.Fabric;
using Atiende.Mail;
using Atiende.Organizations;
using Atiende.Shell;
using Atiende.Shell.Frame;
using Microsoft.Net.Http.Headers;
using CaseFiles = Atiende.Packs.Model.CaseFiles;

namespace Atiende.Activities;

/// <summary>What is done with activities besides reading their pages.</summary>
internal static class ActivityRoutes
{
    private const string Filed = "text/calendar; charset=utf-8";

    // What a stranger sent runs nothing and asks for nothing.
    private const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    // A calendar program takes what was and what will be.
    private const int DaysBack = 400;
    private const int DaysAhead = 800;

    private static readonly CaseFiles Files = new() { LargestMegabytes = 10, Most = 20 };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup("/activities").RequireAuthorization(Policies.CanReadContract);
        reading.MapGet("/calendar.ics", All);
        reading.MapGet("/{id:guid}/ics", One);
        reading.MapGet("/{id:guid}/files/{file:guid}", Content);
        var changing = routes.MapGroup("/activities").RequireAuthorization(Policies.CanManage);
        changing.MapPost("/save", (HttpContext http, IActivities activities, ActivityDesk desk, ICurrentMember member, CancellationToken cancel) => Save(null, http, activities, desk, member, cancel));
        changing.MapPost("/{id:guid}/save", (Guid id, HttpContext http, IActivities activities, ActivityDesk desk, ICurrentMember member, CancellationToken cancel) => Save(id, http, activities, desk, member, cancel));
        changing.MapPost("/{id:guid}/files", Attach);
        changing.MapPost("/{id:guid}/delete", async (Guid id, IActivities activities, ICurrentMember member, CancellationToken cancel) =>
            await activities.TakeAway(id, away: true, member.Id, cancel) ? Results.LocalRedirect($"/activities?deleted={id}") : Results.NotFound());
        changing.MapPost("/{id:guid}/restore", async (Guid id, IActivities activities, ICurrentMember member, CancellationToken cancel) =>
            await activities.TakeAway(id, away: false, member.Id, cancel) ? Results.LocalRedirect($"/activities/{id}") : Results.NotFound());
    }

    private static async Task<IResult> Save(Guid? id, HttpContext http, IActivities activities, ActivityDesk desk, ICurrentMember member, CancellationToken cancel)
    {
        if (id is { } known && await activities.Find(known, desk.Parties, cancel) is null) return Results.NotFound();

        var draft = desk.Read(await http.Request.ReadFormAsync(cancel));
        try
        {
            return Results.LocalRedirect($"/activities/{await activities.Save(id, draft, member.Id, cancel)}");
        }
        catch (ActivityRefusedException refused)
        {
            return Pages.Show<ActivityEditPage>(new()
            {
                [nameof(ActivityEditPage.Id)] = id,
                [nameof(ActivityEditPage.Draft)] = draft,
                [nameof(ActivityEditPage.Problems)] = refused.Problems,
            }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> Attach(
        Guid id, HttpContext http, IActivities activities, IAttachments attachments, ActivityDesk desk, ICurrentMember member, CancellationToken cancel)
    {
        if (await activities.Find(id, desk.Parties, cancel) is null) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        try
        {
            var files = form.Files.GetFiles("files").Where(file => file.Length > 0).Select(file => new NewFile(file.FileName, file.OpenReadStream()));
            await attachments.Keep(files.ToAsyncEnumerable(), new(Files, id, OriginOf(id), member.Name, IsPublic: true), cancel);
            return Results.LocalRedirect($"/activities/{id}");
        }
        catch (AttachmentRefusedException refused)
        {
            return Pages.Show<ActivityPage>(new() { [nameof(ActivityPage.Id)] = id, [nameof(ActivityPage.Problem)] = refused.Said }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> Content(
        Guid id, Guid file, HttpContext http, IActivities activities, IAttachments attachments, ActivityDesk desk, IAudit audit, ICurrentMember member, CancellationToken cancel)
    {
        if (await activities.Find(id, desk.Parties, cancel) is null || await attachments.Find(file, cancel) is not { } found || found.Case != id
            || await attachments.PathOf(found, cancel) is not { } path) return Results.NotFound();

        await audit.Write(new(member.Id, "attachment.read", $"attachment:{file}", $"activity:{id}"), cancel);
        var disposition = new ContentDispositionHeaderValue(found.IsPicture ? "inline" : "attachment");
        disposition.SetHttpFileName(found.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = FilePolicy;
        return Results.File(path, found.MediaType, enableRangeProcessing: true);
    }

    private static async Task<IResult> All(IActivities activities, ActivityDesk desk, IOrganizations organizations, Zones zones, Texts texts, PublicAddress address, CancellationToken cancel)
    {
        var from = desk.Start(desk.Today.PlusDays(-DaysBack));
        var to = desk.Start(desk.Today.PlusDays(DaysAhead));
        return Calendar(await activities.Within(from, to, desk.Parties, cancel), organizations, zones, texts, address, "actividades.ics");
    }

    private static async Task<IResult> One(
        Guid id, IActivities activities, ActivityDesk desk, IOrganizations organizations, Zones zones, Texts texts, PublicAddress address, CancellationToken cancel) =>
        await activities.Find(id, desk.Parties, cancel) is { } one
            ? Calendar([one], organizations, zones, texts, address, $"actividad-{desk.DayOf(one.StartsAt):uuuu-MM-dd}.ics") : Results.NotFound();

    private static IResult Calendar(
        IReadOnlyList<ActivityView> all, IOrganizations organizations, Zones zones, Texts texts, PublicAddress address, string name)
    {
        var called = $"{organizations.Current.Pack.Identity.ShortName} · {texts["activities.title"]}";
        var text = CalendarFile.Of(called, all, zones.Zone, organizations.Current.Id, id => address.Of($"/activities/{id}"));
        return Results.File(Encoding.UTF8.GetBytes(text), Filed, name);
    }

    /// <summary>Who may bind an activity's files.</summary>
    private static string OriginOf(Guid id) => $"activity:{id}";
}

using System.Globalization;
using Atiende.Attachments;
using Atiende.Hosting;
using Atiende.PaperPads.Pages;
using Atiende.PaperPads.Parts;
using Atiende.Shell;
using Atiende.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Atiende.PaperPads;

/// <summary>The page by which an establishment's people send photographs, without an account: its address holds the secret.</summary>
internal static class SendRoutes
{
    private const long Megabyte = 1024 * 1024;

    // Twenty photographs of twelve megabytes, and the form's own words.
    private const long LargestBody = 250 * Megabyte;

    /// <summary>The script that keeps the page in the browser; where it lies says what it may keep.</summary>
    public const string Worker = $"{PaperDoors.Root}/worker.js";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Worker, Script).AllowAnonymous();
        var send = routes.MapGroup($"{PaperDoors.Root}/{{{OrganizationInRoute.Value}}}/{{secret}}").WithMetadata(new OrganizationInRoute(null)).AllowAnonymous();
        send.MapGet("", Show);
        // The address is the proof: who has it may send, and a page from yesterday must be able to.
        send.MapPost("", Send).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    private static async Task<IResult> Show(string secret, PaperDoors doors, PaperRecords records, CancellationToken cancel) =>
        await Site(secret, doors, records, cancel) is { } site ? Page(site, []) : NotThere();

    private static IResult Script(IWebHostEnvironment host, HttpContext http)
    {
        // Asked for anew each time: an old one would keep an old page.
        http.Response.Headers.CacheControl = "no-cache";
        return Results.File(host.WebRootFileProvider.GetFileInfo("dist/send-worker.js").CreateReadStream(), "text/javascript");
    }

    private static async Task<IResult> Send(
        string secret, HttpContext http, PaperDoors doors, PaperRecords records, PhotoIntake intake, SendPace pace, ICurrentOrganization organization, Texts texts, Zones zones,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await Site(secret, doors, records, cancel) is not { } site) return NotThere();

        // Counted before they are read: a body is long.
        var from = CallerNetwork.Of(http);
        if ((await intake.FloodedUntil(site.Number, cancel) ?? pace.Count(organization.Id!, site.Number, from, 1)) is { } full) return Flooded(full);

        var posted = await http.Request.ReadFormAsync(cancel);
        var files = posted.Files.Where(f => f.Length > 0 || f.FileName.Length > 0).ToList();
        if (files.Count == 0) return Answer(http, site, [new(null, texts["paper-pads.send.nothing"], null)], StatusCodes.Status422UnprocessableEntity);
        if (files.Count > records.Paper.Photos.Most) return Answer(http, site, [new(null, texts["paper-pads.send.many", records.Paper.Photos.Most], null)], StatusCodes.Status422UnprocessableEntity);

        if (pace.Count(organization.Id!, site.Number, from, files.Count - 1) is { } later) return Flooded(later);

        var id = files.Count == 1 && Guid.TryParse(posted["id"], out var given) ? given : (Guid?)null;
        var results = new List<SentPhoto>();
        foreach (var file in files)
        {
            try
            {
                await using var content = file.OpenReadStream();
                results.Add(new(file.FileName, null, await intake.Keep(site.Number, id, new(file.FileName, content), posted["sender"], cancel)));
            }
            catch (AttachmentRefusedException refused)
            {
                // The others of a day's photographs are not lost for one that is none.
                results.Add(new(file.FileName, refused.Said.In(Texts.Language), null));
            }
        }

        return Answer(http, site, results, results.TrueForAll(r => r.Kept is not null) ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

        IResult Flooded(DateTimeOffset until)
        {
            CallerNetwork.ComeBack(http, until, clock.GetUtcNow());
            return Answer(http, site, [new(null, texts["paper-pads.send.flood", zones.Short(until)], null)], StatusCodes.Status429TooManyRequests);
        }
    }

    private static async Task<Site?> Site(string secret, PaperDoors doors, PaperRecords records, CancellationToken cancel) =>
        records.Said is not null && await doors.SiteOf(secret, cancel) is { } number ? await records.Site(number, cancel) : null;

    // The telephone's script asks for JSON; without it the page says the same.
    private static IResult Answer(HttpContext http, Site site, IReadOnlyList<SentPhoto> results, int status) =>
        http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal)
            ? Results.Json(new
            {
                photos = results.Select(r => new { name = r.Name, refused = r.Refused, stored = r.Kept?.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) }),
                again = status == StatusCodes.Status429TooManyRequests ? results[0].Refused : null,
            }, statusCode: status)
            : Page(site, results, status);

    private static IResult Page(Site site, IReadOnlyList<SentPhoto> results, int status = StatusCodes.Status200OK) => Document(typeof(SendPage), new()
    {
        [nameof(SendPage.Site)] = site,
        [nameof(SendPage.Results)] = results,
    }, status);

    private static IResult NotThere() => Document(typeof(SendNowherePage), [], StatusCodes.Status404NotFound);

    private static IResult Document(Type page, Dictionary<string, object?> parameters, int status) => new RazorComponentResult<SendDocument>(new Dictionary<string, object?>
    {
        [nameof(SendDocument.Page)] = page,
        [nameof(SendDocument.Parameters)] = parameters,
    })
    { StatusCode = status };
}

/// <summary>What became of a photograph that was sent: why it was refused, or that it is stored.</summary>
public sealed record SentPhoto(string? Name, string? Refused, PhotoKept? Kept);

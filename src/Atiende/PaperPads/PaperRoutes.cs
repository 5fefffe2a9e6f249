using Atiende.Accounts;
using Atiende.Fabric;
using Atiende.PaperPads.Pages;
using Atiende.Papers;
using Atiende.Values;

namespace Atiende.PaperPads;

/// <summary>What is done with pads and addresses from the pages.</summary>
internal static class PaperRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var paper = routes.MapGroup("/paper").RequireAuthorization(Policies.CanManage).AddEndpointFilter(OnlyWhoIssues);
        paper.MapPost("/sites/{site}/pads", Issue);
        paper.MapPost("/sites/{site}/void", Void);
        paper.MapPost("/sites/{site}/door", ChangeDoor);
        paper.MapPost("/sites/{site}/door/revoke", RevokeDoor);
        paper.MapPost("/pads/{number}/print", Print);
    }

    private static ValueTask<object?> OnlyWhoIssues(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<PaperRights>().MayIssue ? next(context) : ValueTask.FromResult<object?>(Results.Forbid());

    private static async Task<IResult> Issue(string site, HttpContext http, IPaperPads pads, ICurrentMember member, CancellationToken cancel)
    {
        var sheets = int.TryParse((await http.Request.ReadFormAsync(cancel))["sheets"], out var asked) ? asked : 0;
        return await Try(site, "issued", () => pads.Issue(site, sheets, member.Id, cancel));
    }

    private static async Task<IResult> Void(string site, HttpContext http, SheetDesk desk, ICurrentMember member, CancellationToken cancel)
    {
        var folio = (await http.Request.ReadFormAsync(cancel))["folio"].ToString();
        return await Try(site, "void", () => desk.Void(site, folio, member.Id, cancel));
    }

    private static async Task<IResult> ChangeDoor(string site, PaperDoors doors, PaperRecords records, IAudit audit, ICurrentMember member, CancellationToken cancel)
    {
        if (await records.Site(site, cancel) is null) return Results.NotFound();

        await doors.Change(site, member.Id, cancel);
        await audit.Write(new(member.Id, "paper.door.changed", $"paper-site:{site}", ""), cancel);
        return Results.LocalRedirect($"/paper/sites/{Uri.EscapeDataString(site)}");
    }

    private static async Task<IResult> RevokeDoor(string site, PaperDoors doors, IAudit audit, ICurrentMember member, CancellationToken cancel)
    {
        await doors.Revoke(site, cancel);
        await audit.Write(new(member.Id, "paper.door.revoked", $"paper-site:{site}", ""), cancel);
        return Results.LocalRedirect($"/paper/sites/{Uri.EscapeDataString(site)}");
    }

    private static async Task<IResult> Print(string number, IPaperPads pads, PadPrinter printer, HttpContext http, ICurrentMember member, CancellationToken cancel)
    {
        if (await pads.Find(number, cancel) is not { } pad) return Results.NotFound();

        var form = await http.Request.ReadFormAsync(cancel);
        var reason = form["reason"].ToString().Trim();
        if (reason.Length > PaperTables.ReasonLength) reason = reason[..PaperTables.ReasonLength];
        try
        {
            var asked = new PrintAsked(Folio(form["first"].ToString(), pad), Folio(form["last"].ToString(), pad), reason.Length > 0 ? reason : null);
            var pdf = await printer.Print(pad, asked, member.Id, cancel);
            http.Response.Headers.ContentDisposition = $"inline; filename=\"{number}.pdf\"";
            return Results.Bytes(pdf, "application/pdf");
        }
        catch (PaperRefusedException refused)
        {
            return Show(pad.Site, refused.Said);
        }
        catch (PrinterException none)
        {
            return Results.Problem(none.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "PDF");
        }
    }

    // What is typed and no folio is none of the pad's, which is then said.
    private static long? Folio(string typed, Pad pad) => typed.Trim().Length == 0 ? null : SheetDesk.FolioOf(typed) ?? pad.Last + 1;

    private static async Task<IResult> Try(string site, string done, Func<Task> work)
    {
        try
        {
            await work();
            return Results.LocalRedirect($"/paper/sites/{Uri.EscapeDataString(site)}?done={done}");
        }
        catch (PaperRefusedException refused)
        {
            return Show(site, refused.Said);
        }
        catch (Records.RecordRefusedException refused)
        {
            return Show(site, refused.Said);
        }
    }

    private static IResult Show(string site, Bilingual said) => Shell.Frame.Pages.Show<SitePage>(
        new() { [nameof(SitePage.Number)] = site, [nameof(SitePage.Said)] = said }, StatusCodes.Status422UnprocessableEntity);
}

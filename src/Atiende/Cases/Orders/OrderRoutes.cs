using Atiende.Accounts;
using Atiende.Cases.Pages;
using Atiende.Fabric;
using Atiende.Papers;
using Atiende.Shell;
using NodaTime;
using NodaTime.Text;

namespace Atiende.Cases.Orders;

/// <summary>Moving, assigning and printing orders.</summary>
internal static class OrderRoutes
{
    /// <summary>Where the page finds why a move was refused, in both languages.</summary>
    public const string Refused = "orders.refused";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/orders/{id:guid}").RequireAuthorization(Policies.CanWork);
        one.MapPost("/move", Move);
        one.MapPost("/assign", Assign);
        one.MapGet("/sheet", Sheet);
    }

    private static async Task<IResult> Move(Guid id, HttpContext http, ICaseOrders orders, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await orders.Of(id, cancel) is null) return Results.NotFound();

        LocalDate? day = LocalDatePattern.Iso.Parse(form["call-on"].ToString()) is { Success: true } parsed ? parsed.Value : null;
        var subOrder = form["sub-order"].ToString() is { Length: > 0 } name ? name : null;
        var key = FormKey.Of(form);
        try
        {
            await orders.Move(new($"order:{key}", id, subOrder, form["to"].ToString(), form["said"].ToString() is { Length: <= 2000 } said ? said : null, day, member.Name, member.RoleIds), cancel);
            return Results.LocalRedirect($"/cases/{id}#order");
        }
        catch (CaseRefusedException refused)
        {
            http.Items[Refused] = refused.Said;
            return Shell.Frame.Pages.Show<CaseDetailsPage>(new() { [nameof(CaseDetailsPage.Id)] = id }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> Assign(Guid id, HttpContext http, ICaseOrders orders, IMembers members, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await orders.Of(id, cancel) is null) return Results.NotFound();

        var who = form["member"].ToString() is { Length: > 0 } chosen ? await members.Find(chosen, cancel) : null;
        await orders.Assign(id, form["sub-order"].ToString(), who?.Id, who?.Name ?? "", member.Name, cancel);
        return Results.LocalRedirect(form["back"] == "orders" ? "/orders" : $"/cases/{id}#order");
    }

    // What it shows of a person is read by who prints it, so it is written down.
    private static async Task<IResult> Sheet(
        Guid id, ICaseSight sight, CaseSheet sheet, IPrinter printer, IAudit audit, ICurrentMember member, CancellationToken cancel)
    {
        if (await sight.TypeSeen(id, cancel) is null || await sheet.Of(id, member.Name, cancel) is not var (folio, html)) return Results.NotFound();

        await audit.Write(new(member.Id, "case.printed", $"case:{id}", folio), cancel);
        return await printer.Answer(html, $"{folio}.pdf", cancel);
    }
}

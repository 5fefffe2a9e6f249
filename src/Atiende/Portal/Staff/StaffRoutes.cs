using Atiende.Accounts;
using Atiende.Contacts;

namespace Atiende.Portal.Staff;

/// <summary>What the staff does about accounts of the portal.</summary>
internal static class StaffRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/contacts/{id:guid}/portal-factor/take-away", TakeAway).RequireAuthorization(Policies.CanAdminister);

    private static async Task<IResult> TakeAway(
        Guid id, HttpContext http, IContacts contacts, PortalHere here, PortalFactorHelp help, ICurrentMember member, TimeProvider clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await contacts.Read(id, member.Id, FactorHelpPage.Why, cancel) is null || await help.Of(id, cancel) is not { } person) return Results.NotFound();

        var answers = PortalForm.Read(form, help.Questions(person), here.Organization, clock.GetUtcNow());
        var (through, reason) = (form["through"].ToString(), form["reason"].ToString());
        var said = reason.Length > PortalFactorHelp.ReasonMost ? reason[..PortalFactorHelp.ReasonMost] : reason;
        if (await help.TakeAway(id, answers, FactorHelpPage.Ways.Contains(through) ? through : FactorHelpPage.Ways[0], said, member, cancel) is not { } refused)
            return Results.LocalRedirect($"/contacts/{id}/portal-factor?done=1");

        return Shell.Frame.Pages.Show<FactorHelpPage>(new()
        {
            [nameof(FactorHelpPage.Id)] = id,
            [nameof(FactorHelpPage.Refused)] = refused,
            [nameof(FactorHelpPage.Reason)] = said,
        }, StatusCodes.Status422UnprocessableEntity);
    }
}

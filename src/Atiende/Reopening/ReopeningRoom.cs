using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Hosting;
using Atiende.Reopening.Parts;
using Atiende.Shell;

namespace Atiende.Reopening;

/// <summary>Closed cases that go on.</summary>
internal sealed class ReopeningRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<ReopeningTurn>();
        services.AddScoped<IReopening, ReopeningStore>();
        services.AddHostedService<ReopeningWork>();
        services.AddSingleton(new CasePart(typeof(ReopenPart), 10, Beside: true));
    }

    public void MapRoutes(IEndpointRouteBuilder routes) =>
        routes.MapPost("/cases/{id:guid}/reopen", Reopen).RequireAuthorization(Policies.CanWork);

    private static async Task<IResult> Reopen(
        Guid id, HttpContext http, ICases cases, IReopening reopening, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await cases.Find(id, cancel) is null) return Results.NotFound();

        var why = form["why"].ToString().Trim();
        if (why.Length == 0) return Results.LocalRedirect($"/cases/{id}?reopen=why#reopen");

        var key = FormKey.Of(form);
        var outcome = await reopening.Reopen(new(id, why, member.Name, ByPerson: false, ByMail: false, $"reopen:{id:N}:{key}"), cancel);
        return Results.LocalRedirect(outcome is ReopenOutcome.TooLate or ReopenOutcome.Never ? $"/cases/{id}?reopen=late#reopen" : $"/cases/{id}#reopen");
    }
}

using Atiende.Accounts;
using Atiende.Hosting;

namespace Atiende.Cases.Clocks;

/// <summary>The clocks of cases: what the cases' room brings for them.</summary>
internal sealed class CaseClocksRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CaseClockKeeper>();
        services.AddScoped<CaseClockAlarms>();
        services.AddScoped<CaseWaiting>();
        services.AddScoped<ICaseWaiting>(scope => scope.GetRequiredService<CaseWaiting>());
        services.AddScoped<CaseClockCatchUp>();
        services.AddScoped<ICaseClocks, CaseClockStore>();
        services.AddScoped<ICaseFigures, CaseFigures>();
        services.AddHostedService<CaseClockWork>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => routes.MapGet("/cases/{id:guid}/clocks", Clocks).RequireAuthorization(Policies.CanReview);

    private static async Task<IResult> Clocks(Guid id, ICaseClocks clocks, CancellationToken cancel) => await clocks.Of(id, cancel) is { } times
        ? Shell.Frame.Pages.Fragment<CaseClockList>(new() { [nameof(CaseClockList.Id)] = id, [nameof(CaseClockList.Times)] = times }) : Results.NotFound();
}

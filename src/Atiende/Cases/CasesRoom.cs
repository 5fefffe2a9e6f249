using Atiende.Accounts;
using Atiende.Cases.Lists;
using Atiende.Cases.Relations;
using Atiende.Fabric;
using Atiende.Hosting;
using Atiende.Organizations;
using Atiende.Packs.Model;
using Atiende.Shell;
using Atiende.Shell.Search;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Atiende.Cases;

/// <summary>What outlives an attention and must be answered.</summary>
internal sealed class CasesRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<CaseOpening>();
        services.AddScoped<CaseReiterations>();
        services.AddScoped<CaseSearch>();
        services.AddScoped<CaseLikenesses>();
        services.AddScoped<CaseMerging>();
        services.AddScoped<CaseRelationStore>();
        services.AddScoped<ICaseRelations>(scope => scope.GetRequiredService<CaseRelationStore>());
        services.AddScoped<ICaseHistory, CaseHistory>();
        services.AddScoped<ICaseSight, CaseSight>();
        services.AddScoped<ICaseSplits, CaseSplits>();
        services.AddScoped<CaseRelationRoutes.Doing>();
        services.AddScoped<ICaseWords, CaseHearing>();
        CaseLists.AddServices(services);
        services.AddScoped<CaseBoards>();
        services.AddScoped<CaseFacts>();
        services.AddScoped<ICases, CaseStore>();
        services.AddScoped<IContractCases, ContractCases>();
        services.AddScoped<ICaseMatters, CaseMatters>();
        services.AddScoped<ICaseTrends, CaseTrends>();
        services.AddScoped<IInterceptor, CaseWatching>();
        services.AddScoped<IPackUse, CaseTypesInUse>();
        services.AddScoped<ISearch, CaseHits>();
        services.AddSingleton(new NavEntry(
            "cases.title", "/cases", "clipboard-list", 30, NavGroup.Cases, Ability.Attend, Ability.Supervise, Ability.Answer, Ability.Administer, Ability.Quality));
        services.AddSingleton(new NavEntry("cases.board", "/cases/board", "clock", 10, NavGroup.Watch, Ability.Supervise, Ability.Administer));
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        CaseRelationRoutes.Map(routes);
        CaseFileRoutes.Map(routes);
        CaseLists.Map(routes);
        routes.MapMethods("/cases/{id:guid}/present", ["GET", "POST", "DELETE"], async (Guid id, HttpContext http, ICaseSight sight, IPresence presence, ICurrentMember member, CancellationToken cancel) =>
            await sight.TypeSeen(id, cancel) is null ? Results.NotFound() : await PresenceRoute.Answer(http, $"case:{id}", presence, member)).RequireAuthorization(Policies.CanReview);
    }
}

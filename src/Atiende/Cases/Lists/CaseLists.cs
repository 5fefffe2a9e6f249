using Atiende.Cases.Pages;
using Atiende.Exports;
using Atiende.Inbox;

namespace Atiende.Cases.Lists;

/// <summary>What the lists of cases are made of.</summary>
internal static class CaseLists
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<CaseTextSearch>();
        services.AddScoped<CaseListing>();
        services.AddScoped<ICaseLists>(scope => scope.GetRequiredService<CaseListing>());
        services.AddScoped<CaseRows>();
        services.AddScoped<IExportSource, CasesExport>();
        services.AddSingleton<CaseColumns>();
        services.AddScoped<CaseViews>();
        services.AddScoped<CaseBulkChange>();
        services.AddScoped<CaseStateMove>();
        services.AddScoped<CasePassing>();
        services.AddScoped<CaseFollows>();
        services.AddScoped<ICaseFollows>(scope => scope.GetRequiredService<CaseFollows>());
        services.AddScoped<IInboxNews>(scope => scope.GetRequiredService<CaseFollows>());
        services.AddSingleton(new InboxPart(typeof(FollowedPart), 10));
        services.AddSingleton(new CasePart(typeof(CaseActsPart), 5, Beside: true));
        services.AddScoped<CaseBulkTurn>();
        services.AddScoped<ICaseBulks, CaseBulkStore>();
        services.AddHostedService<CaseBulkWork>();
        services.AddHostedService<CaseWordsWork>();
    }

    public static void Map(IEndpointRouteBuilder routes) => CaseListRoutes.Map(routes);
}

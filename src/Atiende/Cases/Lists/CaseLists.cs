using Atiende.Exports;

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
        services.AddScoped<CaseBulkTurn>();
        services.AddScoped<ICaseBulks, CaseBulkStore>();
        services.AddHostedService<CaseBulkWork>();
        services.AddHostedService<CaseWordsWork>();
    }

    public static void Map(IEndpointRouteBuilder routes) => CaseListRoutes.Map(routes);
}

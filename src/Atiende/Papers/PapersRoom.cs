using Atiende.Hosting;

namespace Atiende.Papers;

/// <summary>What is printed and handed over.</summary>
internal sealed class PapersRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(ChromiumPrinterLimits.Default);
        services.AddSingleton<IPrinter, ChromiumPrinter>();
        services.AddScoped<IPapers, PackPapers>();
    }

    public void MapRoutes(IEndpointRouteBuilder routes) => PaperRoutes.Map(routes);
}

using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Papers;
using Atiende.Procedures.Printing;
using Atiende.Shell;
using Atiende.Shell.Search;

namespace Atiende.Library;

/// <summary>The controlled documents, for everybody on duty.</summary>
internal sealed class LibraryRoom : IRoom
{
    public void AddServices(IServiceCollection services, Settings settings)
    {
        services.AddScoped<LibraryShelf>();
        services.AddScoped<ISearch, LibrarySearch>();
        services.AddSingleton(new NavEntry("library.title", "/library", "book-2", 10, NavGroup.Know));
    }

    public void MapRoutes(IEndpointRouteBuilder routes)
    {
        var documents = routes.MapGroup("/library/{code}").RequireAuthorization(Policies.OnDuty);
        documents.MapGet("/print", (string code, string? version, LibraryShelf shelf, ICurrentMember member, HttpContext http) =>
        {
            if (shelf.Find(code, version) is not { } found) return Results.NotFound();

            http.Response.Headers.ContentSecurityPolicy = $"{DocumentHtml.Policy}; frame-ancestors 'self'";
            return Results.Content(shelf.Print(found, member.Name), "text/html; charset=utf-8");
        });
        documents.MapGet("/pdf", async (string code, string? version, LibraryShelf shelf, ICurrentMember member, IPrinter printer, CancellationToken cancel) =>
            shelf.Find(code, version) is { } found
                ? await printer.Answer(shelf.Print(found, member.Name), $"{code}-v{found.Version}.pdf", cancel)
                : Results.NotFound());
    }
}

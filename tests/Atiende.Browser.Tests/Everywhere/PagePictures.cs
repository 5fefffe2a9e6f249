namespace Atiende.Browser.Tests.Everywhere;

/// <summary>Which pages the manual shows, by their route; pictures are kept when the run is asked for them (<see cref="Harness.Visitor.Picture"/>).</summary>
internal static class PagePictures
{
    // Whose page, which route, the picture's name, and what is scrolled to.
    private static readonly (string Who, string Route, string Name, string? At)[] All =
    [
        (Furniture.Administrator, "/cases", "canal-casos", null),
        (Furniture.Administrator, "/cases/{Id:guid}", "canal-caso", null),
        (Furniture.Administrator, "/cases/{Id:guid}", "correspondencia", "#letters"),
        (Furniture.Administrator, "/cases/{Id:guid}", "relaciones", ".relations"),
        (Furniture.Administrator, "/notices", "avisos", null),
        (Furniture.Administrator, "/replies", "correo-recibido", null),
        (Furniture.Administrator, "/protection/readings", "lecturas", null),
        (Furniture.Administrator, "/protection/retention", "conservacion", null),
        (Furniture.Administrator, "/protection/deletions/{Id:guid}", "eliminacion", null),
        (Furniture.Administrator, "/routing", "derivacion", null),
        (Furniture.Administrator, "/routing/{CaseType}/draft", "derivacion-borrador", null),
        (Furniture.Administrator, "/actions", "acciones", null),
        (Furniture.Administrator, "/activities", "actividades", null),
        (Furniture.Administrator, "/webhooks", "otros-sistemas", null),
        (Furniture.Administrator, "/paper", "talonarios-canal", null),
        (Furniture.Administrator, "/paper/sites/{Number}", "talonarios-sitio", null),
        (Furniture.Institution, "/institution", "institucion", null),
        (Furniture.Institution, "/institution/cases/{Id:guid}", "institucion-caso", null),
        (Furniture.Coordinator, "/orders", "ordenes", null),
        (FurnishedServer.Person, "/portal/{organization}/requests/new", "portal-ingresar", null),
    ];

    public static IEnumerable<(string Name, string? At)> Of(FoundPage page) =>
        All.Where(one => one.Who == page.Who && one.Route == page.Route).Select(one => (one.Name, one.At));
}

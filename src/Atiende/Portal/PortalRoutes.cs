using Atiende.Hosting;
using Atiende.Portal.Pages;
using Atiende.Shell;

namespace Atiende.Portal;

/// <summary>The portal's routes under <c>/portal/{organization}</c>: pages that anybody may open.</summary>
internal static class PortalRoutes
{
    // A year: the address changes with the content.
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var portal = routes.MapGroup($"{PortalHosts.Root}/{{{OrganizationInRoute.Value}}}")
            .WithMetadata(new OrganizationInRoute(PortalSession.Scheme))
            .AddEndpointFilter(OnlyWhereThereIsOne);
        var open = portal.MapGroup("").AllowAnonymous();
        open.MapGet("", () => PortalPages.Show<HomePage>());
        open.MapGet("/colours.css", Colours);
        open.MapGet("/questions", () => PortalPages.Show<QuestionsPage>());
        open.MapGet("/terms", Terms);
        open.MapGet("/privacy", Privacy);
        PortalAccountRoutes.Map(open);
        PortalOpinionRoutes.Map(open);
        var own = portal.MapGroup("").RequireAuthorization(PortalSession.Policy);
        PortalAgreementRoutes.Map(own);
        PortalOwnRoutes.Map(own);
        PortalFactorRoutes.Map(open, own);
        PortalMailRoutes.Map(open, own);
        // Without it who is not known would be asked to sign in as staff.
        open.MapGet("/{**rest}", () => Results.NotFound());
    }

    private static ValueTask<object?> OnlyWhereThereIsOne(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<PortalHere>().Organization.Pack.Portal is null
            ? ValueTask.FromResult<object?>(Results.NotFound()) : next(context);

    private static IResult Colours(HttpContext context, PortalHere here)
    {
        context.Response.Headers.CacheControl = ForEver;
        context.Response.Headers.Remove("Pragma");
        return Results.Text(PortalColoursFile.Of(here.Portal), "text/css");
    }

    private static IResult Terms(PortalHere here, Texts texts, Words words)
    {
        var text = PortalParts.Text(here.Organization.Pack, here.Portal.Terms.Text);
        return PortalPages.Show<TextPage>(new()
        {
            [nameof(TextPage.Title)] = texts["portal.terms"],
            [nameof(TextPage.Text)] = words.In(text.Text),
            [nameof(TextPage.Version)] = here.Portal.Terms.Version,
        });
    }

    private static IResult Privacy(PortalHere here, Texts texts, Words words) => PortalPages.Show<TextPage>(new()
    {
        [nameof(TextPage.Title)] = texts["portal.privacy"],
        [nameof(TextPage.Text)] = words.In(PortalParts.Text(here.Organization.Pack, here.Portal.Privacy).Text),
    });
}

using Atiende.Portal.Pages;
using Atiende.Shell;

namespace Atiende.Portal;

/// <summary>Who signed in agrees to the terms in force before anything else; what is one's own to take home or give up needs no consent.</summary>
internal static class PortalAgreementRoutes
{
    private const string Page = "accept";

    // These stay open to who does not agree: to leave, to have one's data, to ask for their deletion.
    private static readonly string[] Free = [$"/{Page}", "/sign-out", "/me/download", "/me/deletion"];

    public static void Map(RouteGroupBuilder own)
    {
        own.AddEndpointFilter(OnceAgreed);
        own.MapGet($"/{Page}", (string? returnUrl, PortalHere here) => Show(here, returnUrl));
        own.MapPost($"/{Page}", Accept);
    }

    private static async ValueTask<object?> OnceAgreed(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var here = services.GetRequiredService<PortalHere>();
        var path = http.Request.Path.Value ?? "";
        if (Array.Exists(Free, free => path.EndsWith(free, StringComparison.Ordinal))
            || services.GetRequiredService<PortalAgreements>().Holds(await here.Person(http.RequestAborted))) return await next(context);

        return Results.LocalRedirect(here.Path($"{Page}?returnUrl={Uri.EscapeDataString(HttpMethods.IsGet(http.Request.Method) ? LocalUrl.Of(http) : here.Path("requests"))}"));
    }

    private static async Task<IResult> Accept(HttpContext http, PortalHere here, PortalAgreements agreements, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (form["accepted"] != "true") return Show(here, form["returnUrl"], missing: true);

        await agreements.Accept(form["version"].ToString(), cancel);
        return Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], here.Path("requests")));
    }

    private static IResult Show(PortalHere here, string? returnUrl, bool missing = false) => PortalPages.Show<AgreePage>(new()
    {
        [nameof(AgreePage.ReturnUrl)] = LocalUrl.Or(returnUrl, here.Path("requests")),
        [nameof(AgreePage.Missing)] = missing,
    }, missing ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}

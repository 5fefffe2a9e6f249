using System.Globalization;
using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Storage;
using Microsoft.AspNetCore.Localization;

namespace Atiende.Shell;

/// <summary>The language of a request: the cookie of <c>/culture/{c}</c>, else the browser's, else Spanish.</summary>
internal static class Languages
{
    // A year: a choice of language is not asked again.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions { ApplyCurrentCultureToResponseHeaders = true }
            .SetDefaultCulture(Texts.Spanish)
            .AddSupportedCultures([.. Texts.Languages])
            .AddSupportedUICultures([.. Texts.Languages]);
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        return app.UseRequestLocalization(options);
    }

    /// <summary>Numbers and dates as the organisation writes them; the words stay in the language chosen.</summary>
    public static IApplicationBuilder UseOrganizationFormats(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Texts.Language == Texts.Spanish && (context.User.OrganizationLanguage() ?? Named(context)) is { } language)
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

        return next(context);
    });

    // The organisation that the address names, where nobody is on duty in one.
    private static string? Named(HttpContext context) =>
        context.RequestServices.GetRequiredService<ICurrentOrganization>().Id is { } id
            ? context.RequestServices.GetRequiredService<IOrganizations>().Find(id)?.Pack.Identity.Language : null;

    public static IResult Choose(string culture, string? returnUrl, HttpContext context)
    {
        if (!Texts.Languages.Contains(culture)) return Results.NotFound();

        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            Cookies.OfChoice(context, Kept));
        return Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
    }
}

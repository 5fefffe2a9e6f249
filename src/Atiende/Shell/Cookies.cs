namespace Atiende.Shell;

/// <summary>Cookies that remember how a person wants the screens; none of them says who it is.</summary>
internal static class Cookies
{
    public const string Theme = "atiende-theme";
    public const string Rail = "atiende-rail";
    public const string Nav = "atiende-nav";

    private static readonly string[] Themes = ["light", "dark", "system"];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The chosen theme for <c>data-bs-theme</c>; null follows the system.</summary>
    public static string? ThemeOf(HttpContext context) =>
        context.Request.Cookies[Theme] is { } theme && theme is "light" or "dark" ? context.Request.Cookies[Theme] : null;

    /// <summary>Whether the navigation is a narrow rail.</summary>
    public static bool IsRail(HttpContext context) => context.Request.Cookies[Rail] == "true";

    /// <summary>Whether a group of the navigation was opened (true) or closed (false) by hand; null where it was left as it is. <c>navigation.ts</c> writes it.</summary>
    public static bool? IsOpen(HttpContext context, string group) =>
        (context.Request.Cookies[Nav] ?? "").Split('.') is var said && said.Contains($"{group}-1") ? true : said.Contains($"{group}-0") ? false : null;

    public static CookieOptions OfChoice(HttpContext context, TimeSpan kept) => new()
    {
        MaxAge = kept,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    /// <summary>POST /theme: light, dark or system.</summary>
    public static async Task<IResult> ChooseTheme(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var theme = form["theme"].ToString();
        if (!Themes.Contains(theme)) return Results.BadRequest();

        context.Response.Cookies.Append(Theme, theme, OfChoice(context, Kept));
        return Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], "/"));
    }

    /// <summary>POST /rail: whether the navigation is narrow.</summary>
    public static async Task<IResult> ChooseRail(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        context.Response.Cookies.Append(Rail, form["narrow"] == "true" ? "true" : "false", OfChoice(context, Kept));
        return Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], "/"));
    }
}

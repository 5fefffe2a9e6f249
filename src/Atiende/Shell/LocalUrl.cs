using Atiende.Hosting;

namespace Atiende.Shell;

/// <summary>Where to go on after something, only ever on this server.</summary>
public static class LocalUrl
{
    /// <summary>The address when it is a path of this server, else the other one.</summary>
    public static string Or(string? url, string otherwise) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : otherwise;

    /// <summary>Path and query of the request, to come back to.</summary>
    public static string Of(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) ? PathOf(context) + context.Request.QueryString : "/";

    /// <summary>Path of the request as it was asked, on a portal's own host too.</summary>
    public static string PathOf(HttpContext context) => (context.Features.Get<AtPortalHost>()?.Asked ?? context.Request.Path).ToString();
}

namespace Atiende.Hosting;

/// <summary>Sends each request where its host belongs: a portal's own host to that portal and nowhere else, a name that is not ours nowhere.</summary>
internal static class PortalHostWay
{
    // What every page of ours needs, and a supervisor program.
    private static readonly PathString[] Common = ["/culture", "/theme", "/health"];

    /// <summary>Names that are not ours are told so, before anything else answers.</summary>
    public static void UseOurHostsOnly(this IApplicationBuilder app)
    {
        var hosts = app.ApplicationServices.GetRequiredService<PortalHosts>();
        app.Use(async (context, next) =>
        {
            if (hosts.IsOurs(context.Request.Host.Host))
            {
                await next(context);
                return;
            }

            // RFC 9110, 15.5.20: this server does not answer for that name.
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                $"Aquí no se atiende bajo el nombre «{context.Request.Host.Host}»: revise la dirección.\nNothing is served here under the name \"{context.Request.Host.Host}\": check the address.\n");
        });
    }

    /// <summary>After files that anybody may have, before routes.</summary>
    public static void UsePortalHosts(this IApplicationBuilder app)
    {
        var hosts = app.ApplicationServices.GetRequiredService<PortalHosts>();
        if (hosts.All.Count == 0) return;

        app.Use((context, next) =>
        {
            var request = context.Request;
            if (hosts.PortalAt(request.Host.Host) is { } portal) return AtPortal(context, hosts, portal, next);
            if (IsRead(request) && Named(request.Path) is { } named && hosts.AddressOf(named.Organization) is { } own) return Go(context, own, named.Left);

            return next(context);
        });
    }

    private static Task AtPortal(HttpContext context, PortalHosts hosts, (string Organization, bool IsFirst) portal, RequestDelegate next)
    {
        var request = context.Request;
        var own = Named(request.Path) is { } named && named.Organization == portal.Organization ? named.Left : (PathString?)null;
        if (IsRead(request) && (own is not null || !portal.IsFirst)) return Go(context, hosts.AddressOf(portal.Organization)!, own ?? request.Path);
        if (Array.Exists(Common, path => request.Path.StartsWithSegments(path, StringComparison.Ordinal))) return next(context);

        var asked = own ?? request.Path;
        context.Features.Set(new AtPortalHost(portal.Organization, asked));
        request.Path = new PathString($"{PortalHosts.Root}/{portal.Organization}").Add(asked.Value is "/" ? PathString.Empty : asked);
        return next(context);
    }

    private static Task Go(HttpContext context, string address, PathString rest)
    {
        context.Response.Redirect($"{address}{(rest.HasValue ? rest.ToUriComponent() : "/")}{context.Request.QueryString}", permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    // /portal/ORGANIZATION/…
    private static (string Organization, PathString Left)? Named(PathString path)
    {
        if (!path.StartsWithSegments(PortalHosts.Root, StringComparison.OrdinalIgnoreCase, out var rest) || rest.Value is not { Length: > 1 } value) return null;

        var end = value.IndexOf('/', 1);
        return (end < 0 ? value[1..] : value[1..end], end < 0 ? PathString.Empty : new PathString(value[end..]));
    }
}

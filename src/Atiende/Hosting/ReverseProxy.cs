using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Atiende.Hosting;

/// <summary>In production the caller's address and scheme are what a reverse proxy of ours says; nobody else's word is taken.</summary>
internal static class ReverseProxy
{
    /// <summary>The addresses of <see cref="Settings.Proxies"/>.</summary>
    public static string[] Names(Settings settings) =>
        settings.Proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static void UseReverseProxy(this IApplicationBuilder app, Settings settings)
    {
        if (settings.IsDemonstration) return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var name in Names(settings))
            options.KnownProxies.Add(IPAddress.Parse(name));

        app.UseForwardedHeaders(options);
    }
}

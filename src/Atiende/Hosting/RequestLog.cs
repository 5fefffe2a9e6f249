using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;

namespace Atiende.Hosting;

/// <summary>One log line a request: its route, not its path or query, which may hold a person's data.</summary>
internal static partial class RequestLog
{
    public static void UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Atiende.Request");
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var began = clock.GetTimestamp();
            await next(context);
            var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
            if (endpoint is not RouteEndpoint { RoutePattern.RawText: var route } || IsQuiet(route)) return;

            Describe(Activity.Current, context, route);
            LogRequest(log, context.Request.Method, route, context.Response.StatusCode,
                (long)clock.GetElapsedTime(began).TotalMilliseconds,
                context.User.OrganizationId(), context.User.FindFirstValue(ClaimTypes.NameIdentifier));
        });
    }

    // The span of the request, by OpenTelemetry's names: the route again, never the path or the query.
    private static void Describe(Activity? span, HttpContext context, string? route)
    {
        if (span is not { IsAllDataRequested: true }) return;

        span.DisplayName = $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        span.SetTag("atiende.organization", context.User.OrganizationId());
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
    }

    private static bool IsQuiet(string? route) => route is Health.Live or Health.Ready;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {DurationMs} ms {Organization} {Account}")]
    private static partial void LogRequest(
        ILogger log, string method, string? route, int status, long durationMs, string? organization, string? account);
}

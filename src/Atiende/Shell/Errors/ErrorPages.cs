using Atiende.Accounts;
using Atiende.Hosting;
using Atiende.Shell.Frame;
using Atiende.Storage;

namespace Atiende.Shell.Errors;

/// <summary>Errors as people can read them: a page, a fragment where a fragment was asked for, problem details for a program.</summary>
internal static class ErrorPages
{
    // Written by the framework's renderer, which fails where a page that was begun has written it already.
    private const string NavigationHeader = "blazor-enhanced-nav";

    // Seconds after which a storage that was away may be back.
    private const string RetryAfter = "5";

    private static readonly int[] WithWords = [400, 401, 403, 404, 409, 413, 429, 500, 503];

    /// <summary>The status whose words are shown for a status.</summary>
    public static int Known(int status) => WithWords.Contains(status) ? status : status >= 500 ? 500 : 400;

    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Show,
            StatusCodeSelector = StatusOf,
            AllowStatusCode404Response = true,
        });
        return app.UseStatusCodePages(context => Show(context.HttpContext));
    }

    // The storage being away is no mistake of ours, and passes.
    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when StorageFaults.Of(error) is not null => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // In a scope of its own: a page of this request may have been begun, and its renderer cannot begin another.
    private static async Task Show(HttpContext context)
    {
        var before = context.RequestServices;
        await using var scope = before.CreateAsyncScope();
        if (context.User.OrganizationId() is { } organization) scope.ServiceProvider.GetRequiredService<ICurrentOrganization>().Enter(organization);
        context.RequestServices = scope.ServiceProvider;
        context.Response.Headers.Remove(NavigationHeader);
        try
        {
            await Answer(context);
        }
        finally
        {
            context.RequestServices = before;
        }
    }

    private static async Task Answer(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var request = context.Request;
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = RetryAfter;
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            await Results.Problem(statusCode: status, extensions: Trace(context)).ExecuteAsync(context);
        else if (request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-Boosted"))
            await Pages.Fragment<ErrorFragment>(new() { [nameof(ErrorFragment.Status)] = status }, status).ExecuteAsync(context);
        else if (request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) || request.Headers.ContainsKey("HX-Request"))
            await (context.RequestServices.GetServices<IErrorLook>().Select(look => look.Page(context, status)).FirstOrDefault(page => page is not null) ?? Page(context, status)).ExecuteAsync(context);
        else
            await Results.Problem(statusCode: status, extensions: Trace(context)).ExecuteAsync(context);
    }

    // The frame of somebody on duty needs no database; where anything fails inside us, even less is asked for.
    private static IResult Page(HttpContext context, int status) => Pages.Document(
        typeof(ErrorPage), new() { [nameof(ErrorPage.Status)] = status },
        context.User.IsOnDuty() && status < 500 ? typeof(MainLayout) : typeof(DoorLayout), status, "error");

    private static Dictionary<string, object?> Trace(HttpContext context) => new() { ["traceId"] = context.TraceIdentifier };
}

using Microsoft.AspNetCore.Antiforgery;

namespace Atiende.Shell;

/// <summary>
/// Every request that changes something must carry the antiforgery token of one of our pages, in its form or in the header
/// <c>RequestVerificationToken</c>; an endpoint without pages says <c>DisableAntiforgery()</c>.
/// </summary>
internal static class EveryPost
{
    public static IApplicationBuilder UseEveryPostIsOurs(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var method = context.Request.Method;
        var changes = !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));
        var endpoint = context.GetEndpoint();
        var isExempt = endpoint?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false };
        if (changes && endpoint is not null && !isExempt
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    });
}

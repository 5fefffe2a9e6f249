using Microsoft.AspNetCore.Diagnostics;

namespace Atiende.Shell;

/// <summary>What a page says when the thing it is about is not there.</summary>
public static class NotThere
{
    /// <summary>Answers with status 404 and the page's own words: without this the framework leaves them out for those of the error page.</summary>
    public static void IsNotThere(this HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Features.Set<IStatusCodePagesFeature>(null);
    }
}

namespace Atiende.Shell;

/// <summary>What a page says when the thing it is about is not there.</summary>
public static class NotThere
{
    /// <summary>Marks the answer as one to ask again for. It keeps status 200: of a 404 the framework leaves out the page's own words.</summary>
    public static void IsNotThere(this HttpContext http) => http.Response.Headers.CacheControl = "no-store";
}

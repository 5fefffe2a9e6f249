namespace Atiende.Shell;

/// <summary>What a page says when the thing it is about is not there, or not for who asks.</summary>
/// <param name="Title">What is not there.</param>
/// <param name="Next">What to do next.</param>
/// <param name="Back">Where such things are listed, with its name.</param>
public sealed record Absence(string Title, string Next, (string Href, string Name)? Back = null);

/// <summary>Pages whose thing is not there.</summary>
public static class NotThere
{
    private static readonly object Key = new();

    /// <summary>
    /// Answers 404. The framework leaves out what a page renders with that status; in its place the error page is shown, in the frame,
    /// with the page's own words where it gives some. Nothing keeps the answer: the thing may come.
    /// </summary>
    public static void IsNotThere(this HttpContext http, Absence? absence = null)
    {
        http.Items[Key] = absence;
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        http.Response.ContentType = null; // What is without a type is still to be filled in by the error page.
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>The words that the asked page gave.</summary>
    internal static Absence? AbsenceOf(HttpContext http) => http.Items[Key] as Absence;
}

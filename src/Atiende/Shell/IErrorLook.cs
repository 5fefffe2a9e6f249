namespace Atiende.Shell;

/// <summary>A room whose pages have a look of their own shows errors in it too: the portal. Nothing of it may need the database where the error is ours.</summary>
public interface IErrorLook
{
    /// <summary>The page for an error at this address; null where it is not the room's.</summary>
    IResult? Page(HttpContext context, int status);
}

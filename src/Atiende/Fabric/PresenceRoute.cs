using Atiende.Accounts;
using Atiende.Shell.Parts;

namespace Atiende.Fabric;

/// <summary>What a page with <c>PresencePart</c> asks for; the room of the page says who may.</summary>
public static class PresenceRoute
{
    /// <summary>Answers one page of who looks at a place: by GET that it is there, by POST that its member types, by DELETE that it was left.</summary>
    public static async Task<IResult> Answer(HttpContext http, string place, IPresence presence, ICurrentMember member)
    {
        if (HttpMethods.IsDelete(http.Request.Method))
        {
            await presence.Gone(member.OrganizationId, place, member.Id, CancellationToken.None); // The page that says so is gone already.
            return Results.NoContent();
        }

        var others = await presence.Here(member.OrganizationId, place, member.Id, member.Name, HttpMethods.IsPost(http.Request.Method), http.RequestAborted);
        return Shell.Frame.Pages.Fragment<PresentMembers>(new() { [nameof(PresentMembers.Others)] = others });
    }
}

using Atiende.Accounts;
using Atiende.Shell.Parts;

namespace Atiende.Fabric;

/// <summary>What a page with <c>PresencePart</c> asks for; the room of the page says who may.</summary>
public static class PresenceRoute
{
    /// <summary>Answers one page of who looks at a place: by GET that it is there, by POST that its member types, by DELETE that it was left.</summary>
    public static IResult Answer(HttpContext http, string place, IPresence presence, ICurrentMember member)
    {
        if (HttpMethods.IsDelete(http.Request.Method))
        {
            presence.Gone(member.OrganizationId, place, member.Id);
            return Results.NoContent();
        }

        var others = presence.Here(member.OrganizationId, place, member.Id, member.Name, HttpMethods.IsPost(http.Request.Method));
        return Shell.Frame.Pages.Fragment<PresentMembers>(new() { [nameof(PresentMembers.Others)] = others });
    }
}

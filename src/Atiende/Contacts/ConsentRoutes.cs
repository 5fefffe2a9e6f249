using Atiende.Accounts;
using Atiende.Organizations;
using Atiende.Packs.Model;

namespace Atiende.Contacts;

/// <summary>What a person says of the organisation's texts at the desk or on the telephone.</summary>
internal static class ConsentRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/contacts/{id:guid}/texts", Say).RequireAuthorization(Policies.CanWork);

    // The version that was read out comes with the form: it may have changed meanwhile.
    private static async Task<IResult> Say(Guid id, HttpContext http, IConsents consents, IOrganizations organizations, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var channel = Enum.TryParse<ChannelKind>(form["channel"], out var kind) ? kind : ChannelKind.Voice;
        var called = organizations.Current.Pack.Identity.Channels.FirstOrDefault(c => c.Channel == channel)?.Called[0] ?? channel.ToString();
        try
        {
            await consents.Say(id, new(form["text"].ToString(), form["version"].ToString(), called, form["given"] == "true", member.Name), cancel);
            return Results.LocalRedirect($"/contacts/{id}");
        }
        catch (ContactRefusedException)
        {
            return Results.NotFound();
        }
    }
}

using Atiende.Accounts;
using Atiende.Contacts.Pages;

namespace Atiende.Contacts;

/// <summary>What is added to a person from their page.</summary>
internal static class ContactRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ConsentRoutes.Map(routes);
        var person = routes.MapGroup("/contacts/{id:guid}").RequireAuthorization(Policies.CanWork);
        person.MapPost("/data", Learn);
        person.MapPost("/consents", Consent);
        person.MapPost("/notes", AddNote);
    }

    private static async Task<IResult> Learn(Guid id, HttpContext http, IContacts contacts, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var draft = new ContactDraft(Given(form["name"]), Given(form["document"]), Given(form["telephone"]), Given(form["mail"]));
        return await Try(id, draft, () => contacts.Learn(id, draft, member.Name, cancel));
    }

    private static async Task<IResult> Consent(Guid id, HttpContext http, IContacts contacts, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        return await Try(id, null, () => contacts.Consent(id, form["what"].ToString(), form["given"] == "true", member.Name, cancel));
    }

    private static async Task<IResult> AddNote(Guid id, HttpContext http, IContacts contacts, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        return await Try(id, null, () => contacts.AddNote(id, form["text"].ToString(), member.Name, cancel));
    }

    private static async Task<IResult> Try(Guid id, ContactDraft? draft, Func<Task> change)
    {
        try
        {
            await change();
            return Results.Redirect($"/contacts/{id}");
        }
        catch (ContactRefusedException refused)
        {
            return Shell.Frame.Pages.Show<ContactPage>(
                new() { [nameof(ContactPage.Id)] = id, [nameof(ContactPage.Draft)] = draft, [nameof(ContactPage.Problem)] = refused },
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

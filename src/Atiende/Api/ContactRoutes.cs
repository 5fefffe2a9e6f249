using Atiende.Contacts;

namespace Atiende.Api;

/// <summary>A person by their document, for keys that may; each reading is written down.</summary>
internal static class ContactRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/contacts", Find).For(ApiScopes.ContactsRead);

    private static async Task<IResult> Find(string? document, HttpContext http, IContacts contacts, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(document))
            return ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, new("Diga el documento de la persona.", "Say the person's document."),
                new Dictionary<string, Values.Bilingual[]> { ["document"] = [new("Falta este dato.", "This is missing.")] });

        var caller = ApiCaller.Of(http);
        foreach (var one in await contacts.Search(document, 5, cancel))
        {
            // The search also answers names and telephones; only who carries the document is handed out.
            if (one.Document is null || await contacts.Read(one.Id, caller.Who, "API", cancel) is not { Document: { } own } found || Bare(own) != Bare(document)) continue;

            return Results.Ok(new { Items = new[] { new { found.Id, found.Name, found.Document, found.Telephones, Emails = found.Mails } } });
        }

        return Results.Ok(new { Items = Array.Empty<object>() });
    }

    private static string Bare(string document) => string.Concat(document.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

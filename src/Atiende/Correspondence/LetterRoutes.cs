using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Shell;

namespace Atiende.Correspondence;

/// <summary>Writing about a case, from its page.</summary>
internal static class LetterRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("/cases/{id:guid}/letters").RequireAuthorization(Policies.CanReview);
        letters.MapPost("", Write);
        letters.MapPost("/draft", KeepDraft);
        letters.MapPost("/answer", Answer);
    }

    private static async Task<IResult> Write(
        Guid id, HttpContext http, ICases cases, ICorrespondence correspondence, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        // Whoever may not see the case may not write about it.
        if (await cases.Find(id, cancel) is not { } one) return Results.NotFound();

        var typed = Typed(form);
        var draft = new LetterDraft(id, typed.Text, member.Id, member.Name, Key(form, member));
        try
        {
            if (typed.Kind is LetterKind.Note) await correspondence.Note(draft, cancel);
            else await correspondence.Write(draft, typed.Kind is LetterKind.Question, cancel);
            return Results.LocalRedirect($"/cases/{id}#letters");
        }
        catch (LetterRefusedException refused)
        {
            return Shell.Frame.Pages.Show<Pages.LetterPage>(new()
            {
                [nameof(Pages.LetterPage.Case)] = one,
                [nameof(Pages.LetterPage.Typed)] = typed,
                [nameof(Pages.LetterPage.Wrong)] = refused.Said.In(Texts.Language),
            }, StatusCodes.Status422UnprocessableEntity);
        }
    }

    // What the person said to a colleague, or that it need not be said any more.
    private static async Task<IResult> Answer(
        Guid id, HttpContext http, ICases cases, ICorrespondence correspondence, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await cases.Find(id, cancel) is null) return Results.NotFound();

        var draft = new LetterDraft(id, form["answer"].ToString(), member.Id, member.Name, Key(form, member));
        try
        {
            if (form["do"] == "take-back") await correspondence.TakeBack(draft, cancel);
            else await correspondence.Answered(draft, Enum.TryParse<LetterChannel>(form["through"], out var through) && Parts.AskedForm.Ways.Contains(through) ? through : LetterChannel.Telephone, cancel);
            return Results.LocalRedirect($"/cases/{id}#letters");
        }
        catch (LetterRefusedException)
        {
            return Results.LocalRedirect($"/cases/{id}?asked=empty#asked");
        }
    }

    private static async Task<IResult> KeepDraft(
        Guid id, HttpContext http, ICases cases, ICorrespondence correspondence, ICurrentMember member, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await cases.Find(id, cancel) is null) return Results.NotFound();

        await correspondence.KeepDraft(id, member.Id, Key(form, member), Typed(form), cancel);
        return Results.NoContent();
    }

    private static string Key(IFormCollection form, ICurrentMember member) =>
        $"{member.Id}:{FormKey.Of(form)}";

    private static TypedLetter Typed(IFormCollection form) => new(form["text"].ToString(), form["kind"].ToString() switch
    {
        "message" => LetterKind.Message,
        "question" => LetterKind.Question,
        _ => LetterKind.Note,
    });
}

using System.Globalization;
using Atiende.Portal.Pages;

namespace Atiende.Portal;

/// <summary>A person's own data.</summary>
internal static class PortalDataRoutes
{
    public static void Map(IEndpointRouteBuilder own)
    {
        own.MapGet("/me", async (PortalHere here, CancellationToken cancel) => Show(new(), await here.Person(cancel)));
        own.MapPost("/me", Correct);
        own.MapGet("/me/download", Download);
        own.MapPost("/me/deletion", AskDeletion);
    }

    private static async Task<IResult> Correct(HttpContext context, PortalHere here, PortalData data, TimeProvider clock, CancellationToken cancel)
    {
        var form = PortalForm.Read(await context.Request.ReadFormAsync(cancel), data.Correctable, here.Organization, clock.GetUtcNow());
        if (form.Problems.Count > 0) return Show(form, await here.Person(cancel), StatusCodes.Status422UnprocessableEntity);

        await data.Correct(form, cancel);
        return Results.LocalRedirect(here.Path("me?done=corrected"));
    }

    private static async Task<IResult> Download(PortalHere here, PortalData data, TimeProvider clock, CancellationToken cancel) =>
        Results.File(await data.All(cancel), "application/zip", $"{here.Organization.Id}-{clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)}.zip");

    private static async Task<IResult> AskDeletion(HttpContext context, PortalHere here, PortalData data, CancellationToken cancel)
    {
        await data.AskDeletion((await context.Request.ReadFormAsync(cancel))["why"].ToString(), cancel);
        return Results.LocalRedirect(here.Path("me?done=deletion"));
    }

    private static IResult Show(PortalForm form, PortalPerson person, int status = StatusCodes.Status200OK)
    {
        // What is kept, where nothing was typed over it.
        if (form.Typed.Count == 0) foreach (var (field, value) in person.Given) form.Typed[field] = value.ToText();
        return PortalPages.Show<MyDataPage>(new()
        {
            [nameof(MyDataPage.Form)] = form,
            [nameof(MyDataPage.Kept)] = person.Given.ToDictionary(g => g.Key, g => g.Value.ToText(), StringComparer.OrdinalIgnoreCase),
            [nameof(MyDataPage.DeletionAskedAt)] = person.DeletionAskedAt,
        }, status);
    }
}

using System.Text;
using Atiende.Accounts;
using Atiende.Records.Pages;
using Atiende.Values;

namespace Atiende.Records;

/// <summary>What is posted from the pages of imports, and what they ask for.</summary>
internal static class ImportRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var type = routes.MapGroup("/records/{system}/{record}").RequireAuthorization(Policies.CanManage);
        type.MapGet("/template.csv", Template);
        type.MapPost("/import/file", Receive);
        var import = routes.MapGroup("/records/imports/{id:guid}").RequireAuthorization(Policies.CanManage);
        import.MapGet("/standing", (Guid id) => Shell.Frame.Pages.Fragment<ImportStanding>(new() { [nameof(ImportStanding.Id)] = id }));
        import.MapPost("/confirm", (Guid id, IRecordImports imports, ICurrentMember member, CancellationToken cancel) =>
            Try(id, () => imports.Confirm(id, member.Name, cancel)));
        import.MapPost("/drop", (Guid id, IRecordImports imports, ICurrentMember member, CancellationToken cancel) =>
            Try(id, () => imports.Drop(id, member.Name, cancel)));
        import.MapPost("/undo", (Guid id, IRecordImports imports, ICurrentMember member, CancellationToken cancel) =>
            Try(id, () => imports.Undo($"{id:N}", member.Name, cancel)));
    }

    // The heading alone, with the mark by which spreadsheets know UTF-8.
    private static IResult Template(string system, string record, RecordShelf shelf, ICurrentMember member)
    {
        if (shelf.Type(system, record, member.RoleIds) is not { } type) return Results.NotFound();

        var heading = string.Join(',', type.Type.Fields.Select(f => f.Id.Value)) + "\r\n";
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(heading)], "text/csv; charset=utf-8", $"{system}.{record}.csv");
    }

    private static async Task<IResult> Receive(
        string system, string record, HttpContext http, RecordShelf shelf, IRecordImports imports, ICurrentMember member, CancellationToken cancel)
    {
        if (shelf.Type(system, record, member.RoleIds) is null) return Results.NotFound();
        if (!http.Request.HasFormContentType) return Results.BadRequest();

        var form = await http.Request.ReadFormAsync(cancel);
        var addOnly = form["add"] == "true";
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Again(new("Elija un archivo CSV que no esté vacío.", "Choose a CSV file that is not empty."));
        if (file.Length > ImportText.BytesMax)
        {
            var limit = ImportText.BytesMax / 1024 / 1024;
            return Again(new(
                $"El archivo pesa {Megabytes(file.Length)} MB y el límite es {limit} MB: pártalo en varios, cada uno con su encabezado.",
                $"The file has {Megabytes(file.Length)} MB and the limit is {limit} MB: split it into several, each with its heading."));
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var (text, problem) = ImportText.Read(bytes.ToArray());
        if (text is null) return Again(problem!);

        try
        {
            var id = await imports.Receive(new(system, record, file.FileName, text, addOnly), member.Name, cancel);
            return Results.Redirect($"/records/imports/{id}");
        }
        catch (RecordRefusedException refused)
        {
            return Again(refused.Said);
        }

        IResult Again(Bilingual said) => Shell.Frame.Pages.Show<ImportStartPage>(new()
        {
            [nameof(ImportStartPage.System)] = system,
            [nameof(ImportStartPage.Record)] = record,
            [nameof(ImportStartPage.AddOnly)] = addOnly,
            [nameof(ImportStartPage.Problem)] = said,
        }, StatusCodes.Status422UnprocessableEntity);
    }

    private static string Megabytes(long bytes) => (bytes / 1024.0 / 1024.0).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IResult> Try(Guid id, Func<Task> act)
    {
        try
        {
            await act();
            return Results.Redirect($"/records/imports/{id}");
        }
        catch (RecordRefusedException refused)
        {
            return Shell.Frame.Pages.Show<ImportPage>(
                new() { [nameof(ImportPage.Id)] = id, [nameof(ImportPage.Problem)] = refused.Said }, StatusCodes.Status409Conflict);
        }
    }
}

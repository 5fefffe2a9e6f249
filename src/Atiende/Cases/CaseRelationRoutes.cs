using Atiende.Accounts;
using Atiende.Cases.Pages;
using Atiende.Fabric;
using Atiende.Filing;
using Atiende.Shell;

namespace Atiende.Cases;

/// <summary>What is done with the relations of a case from its page; each can be taken back there.</summary>
internal static class CaseRelationRoutes
{
    /// <summary>Where the page finds why something was refused, in both languages.</summary>
    public const string Refused = "cases.relations.refused";

    /// <summary>Where the page finds which fields of a split are missing or wrong.</summary>
    public const string SplitProblems = "cases.relations.split.problems";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = routes.MapGroup("/cases/{id:guid}").RequireAuthorization(Policies.CanWork);
        one.MapPost("/links/{other:guid}", Link);
        one.MapPost("/links/{other:guid}/remove", Unlink);
        one.MapPost("/merge", Merge);
        one.MapPost("/unmerge", Unmerge);
        one.MapPost("/parent", SetParent);
        one.MapPost("/split", Split);
    }

    private static Task<IResult> Link(Guid id, Guid other, HttpContext http, Doing doing, CancellationToken cancel) =>
        doing.Do(http, "case.link", [id, other], async () =>
        {
            await doing.Relations.Link(id, other, doing.Member.Name, cancel);
            return (id, "linked", other);
        }, cancel);

    private static Task<IResult> Unlink(Guid id, Guid other, HttpContext http, Doing doing, CancellationToken cancel) =>
        doing.Do(http, "case.unlink", [id, other], async () =>
        {
            await doing.Relations.Unlink(id, other, doing.Member.Name, cancel);
            return (id, "unlinked", other);
        }, cancel);

    private static async Task<IResult> Merge(Guid id, HttpContext http, Doing doing, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (!Guid.TryParse(form["into"], out var into)) return Results.BadRequest();

        return await doing.Do(http, "case.merge", [id, into], async () =>
        {
            await doing.Relations.Merge(id, into, form["why"].ToString().Trim() is { Length: <= 500 } why ? why : "", doing.Member.Name, cancel);
            return (into, "merged", id);
        }, cancel);
    }

    private static Task<IResult> Unmerge(Guid id, HttpContext http, Doing doing, CancellationToken cancel) =>
        doing.Do(http, "case.unmerge", [id], async () =>
        {
            var into = (await doing.Cases.Find(id, cancel))!.Summary.MergedInto ?? id;
            await doing.Relations.Unmerge(id, doing.Member.Name, cancel);
            return (id, "unmerged", into);
        }, cancel);

    private static async Task<IResult> SetParent(Guid id, HttpContext http, Doing doing, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        Guid? parent = Guid.TryParse(form["parent"], out var given) ? given : null;
        return await doing.Do(http, "case.parent", parent is { } which ? [id, which] : [id], async () =>
        {
            await doing.Relations.SetParent(id, parent, doing.Member.Name, cancel);
            return parent is { } whole ? (whole, "part", id) : (id, "", id);
        }, cancel);
    }

    private static async Task<IResult> Split(Guid id, HttpContext http, Doing doing, ICaseSplits splits, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var typed = form.Keys.Where(key => key.StartsWith("f.", StringComparison.Ordinal)).ToDictionary(key => key[2..], key => form[key].ToString(), StringComparer.OrdinalIgnoreCase);
        var files = form["file"].Select(file => Guid.TryParse(file, out var which) ? which : Guid.Empty).ToList();
        var key = FormKey.Of(form);
        return await doing.Do(http, "case.split", [id], async () =>
        {
            var second = await splits.Split(new(id, typed, files, key, doing.Member.Name), cancel);
            return (id, "split", second);
        }, cancel);
    }

    /// <summary>Does one thing for who may see all the cases of it, writes down that it was done, and shows what was refused.</summary>
    internal sealed class Doing(ICaseRelations relations, ICases cases, ICurrentMember member, IAudit audit)
    {
        public ICaseRelations Relations => relations;

        public ICases Cases => cases;

        public ICurrentMember Member => member;

        public async Task<IResult> Do(HttpContext http, string what, IReadOnlyList<Guid> of, Func<Task<(Guid Shown, string Did, Guid Other)>> work, CancellationToken cancel)
        {
            var seen = new List<string>();
            foreach (var id in of)
            {
                if (await cases.Find(id, cancel) is not { } found) return Results.NotFound();
                seen.Add(found.Summary.Folio);
            }

            try
            {
                var (shown, did, other) = await work();
                await audit.Write(new(member.Id, what, $"case:{of[0]}", string.Join(" · ", seen)), cancel);
                return Results.LocalRedirect(did.Length > 0 ? $"/cases/{shown}?did={did}&of={other}#relations" : $"/cases/{shown}#relations");
            }
            catch (CaseRefusedException refused)
            {
                http.Items[Refused] = refused.Said;
            }
            catch (FilingRefusedException refused)
            {
                http.Items[SplitProblems] = refused.Problems;
            }

            return Shell.Frame.Pages.Show<CaseDetailsPage>(new() { [nameof(CaseDetailsPage.Id)] = of[0] }, StatusCodes.Status422UnprocessableEntity);
        }
    }
}
